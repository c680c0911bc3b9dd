package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Right files, of each kind those in which everything stands that it may say. */
final class RichFiles {
  private static final Map<String, List<String>> ALL =
      Map.of(
          "shop",
          List.of(
              """
              {"name": "G", "url": "https://shop.example.com/", "zone": "Europe/London",
               "currency": "GBP", "pricesInclude": "tax", "restDays": 5, "control": 5, "margin": 40,
               "quietHours": {"from": 21, "to": 8}, "costPer1000Mails": 0.08, "countClicks": true,
               "caps": [{"days": 7, "mails": 2}, {"days": 7, "mails": 1, "purpose": "email:home"}]}
              """),
          "loyalty",
          List.of(
              """
              {"earn": {"rate": 1, "categories": {"x": 2}, "minimumOrder": 1.5,
                 "exclude": {"categories": ["y"], "skus": ["S"]},
                 "caps": {"order": 9, "day": 10, "month": 11},
                 "multipliers": [{"description": "d", "times": 2, "tiers": ["silver"],
                   "categories": ["x"], "skus": ["S"], "channels": ["web"], "brands": ["b"],
                   "weekdays": ["monday"], "from": "2026-01-01", "until": "2026-02-01"}],
                 "bonuses": {"welcome": 5, "birthday": 6, "firstInCategory": {"x": 2}, "review": 3}},
               "pendingDays": 14, "validMonths": 12, "worth": 0.01, "expiryNotices": [30],
               "tiers": {"by": "spend", "over": "rolling-year", "graceDays": 3,
                 "levels": [{"id": "member", "from": 0},
                   {"id": "silver", "from": 9, "times": 2, "perks": ["p"]}]}}
              """,
              """
              {"earn": {"rate": 1}, "pendingDays": 14, "validMonths": 12, "tier": "member"}
              """,
              """
              {"earn": {"rate": 1}, "pendingDays": 14, "validMonths": 12,
               "tiers": {"by": "orders", "over": "calendar-year",
                 "levels": [{"id": "member", "from": 0}, {"id": "silver", "from": 9}]}}
              """),
          "attributes",
          List.of("{\"size\": \"number\", \"until\": \"date\"}"),
          "rates",
          List.of("{\"EUR\": {\"2010-01-01\": 0.86, \"2026-01-01\": 0.87}}"),
          "rewards",
          List.of(
              """
              {"mug": {"name": "M", "price": 5, "stock": 3, "tiers": ["member"],
                 "from": "2026-01-01", "until": "2026-12-31",
                 "coupon": {"off": 5, "minimumOrder": 20, "validDays": 9, "uses": 2, "open": true,
                   "stacks": true}}}
              """),
          "survey",
          List.of(
              """
              {"title": "T", "thanks": "O", "questions": {
                 "score": {"ask": "A", "from": 0, "to": 10, "low": "l", "high": "h"},
                 "why": {"ask": "W", "options": {"price": "P", "range": "R"}},
                 "more": {"ask": "M", "words": 9}}}
              """),
          "segment",
          List.of(
              """
              {"description": "d", "pattern": {"customer": {"language": ["en"], "known": [true]},
                 "attributes": {"size": [4]}, "daysSince": {"until": [{"numeric": [">", 4]}]},
                 "scores": {"nps:score": [9]},
                 "$or": [{"points": {"balance": [{"numeric": [">", 4, "<=", 9]}]}},
                   {"rfm": {"recency": [{"exists": false}]}}]}}
              """),
          "campaign",
          List.of(
              """
              {"description": "d", "purpose": "email", "priority": 3, "holdout": 10, "versions": "finish",
               "trigger": {"event": {"source": ["perennial"], "detail-type": ["Purchase Recorded"],
                   "detail": {"order": [1]}, "account": ["1"]},
                 "every": "90 days", "atMost": 4, "atOnce": 3},
               "goal": {"profile": {"tier": ["member"]},
                 "event": {"detail-type": ["Purchase Recorded"]}},
               "exit": {"event": {"detail-type": ["Purchase Refunded"]}},
               "test": {"window": "28 days", "weeks": 40, "customers": 1000, "begins": "2026-01-01"},
               "steps": [{"email": "thanks", "expires": "3 days"}, {"wait": "6 hours"},
                 {"until": {"weekday": "tuesday", "date": "2026-12-24", "hour": 10}},
                 {"await": {"event": {"detail-type": ["Customer Active"]}, "same": ["seq"],
                   "for": "2 days"}, "came": [{"end": true}], "else": []},
                 {"if": {"tier": ["member"]}, "then": [{"points": 5}], "else": []},
                 {"split": {"a": {"share": 30, "steps": [{"coupon": "mug"}]}, "b": {"share": 70}}},
                 {"survey": "nps", "template": "ask", "expires": "3 days"},
                 {"emit": "push", "properties": {"title": "Hello", "badge": 2}}]}
              """,
              """
              {"trigger": {"schedule": "weekly", "every": "quarter", "atMost": 2},
               "steps": [{"email": "thanks", "expires": "3 days"}]}
              """,
              """
              {"trigger": {"schedule": {"hour": 9, "minute": 30, "weekday": "friday",
                 "zone": "customer"}, "every": "month"}, "steps": [{"points": 5}]}
              """,
              """
              {"trigger": {"schedule": {"hour": 9, "day": 28}, "every": "month", "atOnce": 2},
               "steps": [{"points": 5}]}
              """,
              """
              {"trigger": {"schedule": {"hour": 9, "minute": 30, "date": "2026-12-24",
                 "zone": "shop"}, "atMost": 2, "atOnce": 2}, "steps": [{"points": 5}]}
              """,
              """
              {"trigger": {"event": {"detail-type": ["Purchase Recorded"],
                 "$or": [{"detail": {"order": [1]}}, {"time": [{"prefix": "2026"}]}]}},
               "steps": [{"points": 5}]}
              """));

  private RichFiles() {}

  static List<JsonNode> of(String kind) {
    return Objects.requireNonNull(ALL.get(kind), kind).stream().map(Mutants::json).toList();
  }
}
