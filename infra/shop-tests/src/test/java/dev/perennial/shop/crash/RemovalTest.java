package dev.perennial.shop.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.template.Template;
import dev.perennial.testkit.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever is taken out of template.yaml stops on the laptop stack, and nothing else does but what
 * follows from it.
 */
class RemovalTest {
  private static final Instant MONDAY = Instant.parse("2026-01-26T12:00:00Z");

  /** What stops with each event source; an event source that is not here fails the test. */
  private static final Map<String, Set<String>> STOPS =
      Map.ofEntries(
          Map.entry("CustomersFunction.Put", Set.of("PUT /customers/zz")),
          Map.entry("CustomersFunction.Patch", Set.of("PATCH /customers/zz")),
          Map.entry("CustomersFunction.Merge", Set.of("POST /customers/zz/merge")),
          Map.entry("CustomersFunction.Get", Set.of("GET /customers/zz")),
          Map.entry("CustomersFunction.Erase", Set.of("DELETE /customers/zz")),
          Map.entry("PurchasesFunction.Post", Set.of("POST /purchases")),
          Map.entry("PurchasesFunction.Put", Set.of("PUT /purchases/zz")),
          Map.entry("RefundsFunction.Post", Set.of("POST /refunds")),
          Map.entry("ActivitiesFunction.Post", Set.of("POST /activities")),
          Map.entry("ActivitySubmittedFunction.Submitted", Set.of("activity by the bus")),
          Map.entry("CustomersFunction.History", Set.of("GET /customers/zz/history")),
          Map.entry("CustomersFunction.Decisions", Set.of("GET /customers/zz/decisions")),
          Map.entry("ReferralsFunction.Get", Set.of("GET /customers/zz/referral")),
          Map.entry("ReferralEventsFunction.Bought", Set.of("friend counted")),
          Map.entry("ReferralEventsFunction.Returned", Set.of("friend went back")),
          Map.entry("LoyaltyFunction.Get", Set.of("GET /customers/zz/loyalty")),
          Map.entry("LoyaltyFunction.Rewards", Set.of("GET /rewards")),
          Map.entry("ValueFunction.Get", Set.of("GET /customers/zz/value")),
          Map.entry("ValueFunction.Insight", Set.of("GET /insights/zz")),
          Map.entry("RefitFunction.Daily", Set.of("model card")),
          Map.entry("CampaignsFunction.List", Set.of("GET /campaigns")),
          Map.entry("CampaignsFunction.Results", Set.of("GET /campaigns/zz/results")),
          Map.entry("CensusFunction.Weekly", Set.of("results")),
          Map.entry("SegmentsFunction.List", Set.of("GET /segments")),
          Map.entry("SegmentsFunction.Customers", Set.of("GET /segments/zz/customers")),
          Map.entry("RedemptionsFunction.Redeem", Set.of("POST /redemptions")),
          Map.entry("RedemptionsFunction.Cancel", Set.of("POST /redemptions/zz/cancel")),
          Map.entry("RedemptionsFunction.Adjust", Set.of("POST /customers/zz/adjustments")),
          Map.entry("RedemptionsFunction.Coupon", Set.of("POST /coupons/zz/redeem")),
          Map.entry("RedemptionsFunction.Release", Set.of("POST /coupons/zz/release")),
          Map.entry("UnsubscribeFunction.Page", Set.of("GET /p/unsubscribe")),
          Map.entry("SurveyFunction.Page", Set.of("GET /p/survey")),
          Map.entry("SurveyFunction.Answer", Set.of("POST /p/survey")),
          Map.entry("UnsubscribeFunction.Click", Set.of("POST /p/unsubscribe")),
          Map.entry("ClicksFunction.Page", Set.of("GET /p/r")),
          Map.entry("ClicksFunction.Followed", Set.of("POST /p/r")),
          // its refund then waits for it
          Map.entry("PurchaseSubmittedFunction.Submitted", Set.of("purchase by the bus")),
          Map.entry("QueuedPurchasesFunction.Queued", Set.of("purchase by the queue")),
          Map.entry("RefundSubmittedFunction.Submitted", Set.of("refund by the bus")),
          Map.entry(
              "OutboxRelayFunction.Lines",
              Set.of(
                  "events",
                  "friend counted",
                  "friend went back",
                  "thanks entered",
                  "claim queued",
                  "thanks sent",
                  "journey went on",
                  "lost answer settled")),
          Map.entry(
              "CampaignEventsFunction.Happened",
              Set.of(
                  "thanks entered",
                  "claim queued",
                  "thanks sent",
                  "journey went on",
                  "lost answer settled")),
          Map.entry("JourneyPlannerFunction.Minutely", Set.of("journey went on")),
          Map.entry("JourneyWorkerFunction.Due", Set.of("journey went on")),
          // the pass of the night queues old claims: only what is claimed after it stays unsent
          Map.entry(
              "ClaimsFunction.Claimed", Set.of("claim queued", "thanks sent", "win-back sent")),
          Map.entry(
              "MailFunction.Queued", Set.of("thanks sent", "win-back sent", "lost answer settled")),
          Map.entry("BouncesFunction.Told", Set.of("lost answer settled")),
          Map.entry(
              "BoundariesFunction.Daily",
              Set.of("boundaries", "moves", "win-back entered", "win-back sent")),
          // who is in an audience is judged when it is asked
          Map.entry("PassPlannerFunction.Nightly", Set.of("moves")),
          Map.entry("PassWorkerFunction.Parts", Set.of("moves")),
          Map.entry(
              "AudiencePlannerFunction.Scheduled", Set.of("win-back entered", "win-back sent")),
          Map.entry("AudienceWorkerFunction.Parts", Set.of("win-back entered", "win-back sent")));

  @Test
  void takingOutAnEventSourceStopsExactlyWhatItDid() {
    var text = Shop.text();
    var whole = behaviours(text);
    assertEquals(List.of(), whole.entrySet().stream().filter(each -> !each.getValue()).toList());
    var without = EventSources.eachTakenOut(text);
    assertEquals(eventSources(text), without.size(), "every event source was found");
    assertEquals(new TreeSet<>(STOPS.keySet()), new TreeSet<>(without.keySet()));
    var wrong = new ArrayList<String>();
    without.forEach(
        (source, rest) -> {
          assertEquals(eventSources(text) - 1, eventSources(rest), source);
          var stopped = new TreeSet<String>();
          behaviours(rest)
              .forEach(
                  (name, works) -> {
                    if (!works) {
                      stopped.add(name);
                    }
                  });
          var expected = STOPS.get(source);
          assertNotNull(expected, source);
          if (!stopped.equals(expected)) {
            wrong.add(source + " stops " + stopped + ", not " + new TreeSet<>(expected));
          }
        });
    assertEquals(List.of(), wrong);
  }

  private static int eventSources(String text) {
    Template template = Shop.template(text);
    return template.routes().size()
        + template.rules().size()
        + template.schedules().size()
        + template.streams().size()
        + template.queueSources().size();
  }

  /** A Monday and a Tuesday morning, and what worked of all that a shop does. */
  private static Map<String, Boolean> behaviours(String text) {
    var works = new TreeMap<String, Boolean>();
    // the answer of SES to the first mail is lost: only its event can tell that it was sent
    var injector = new CrashInjector[] {null};
    var lost = new boolean[1];
    injector[0] =
        new CrashInjector(
            place -> {
              var here = place.operation().equals("sendRawEmail") && !place.before() && !lost[0];
              lost[0] |= here;
              return here;
            });
    try (var stack = Shop.start(text, MONDAY, injector[0], injector[0])) {
      monday(stack);
      works.put("thanks sent", stack.mailbox().size() > 0);
      works.put(
          "claim queued", stack.mailbox().size() > 0 || !stack.messages("MailQueue").isEmpty());
      stack.advanceTo(Instant.parse("2026-01-27T12:00:00Z"));
      var left = Outcome.of(stack, injector[0].events());
      works.put("events", left.count("event Purchase Recorded") > 0);
      var refunds = left.count("HistoryTable bus ledger#purchase#b1#refund#");
      var lines = left.count("HistoryTable bus ledger#purchase#b1");
      works.put("purchase by the bus", lines > refunds);
      works.put("refund by the bus", refunds > 0);
      works.put("purchase by the queue", left.count("HistoryTable queue ledger#purchase#q1") > 0);
      works.put("activity by the bus", left.count("HistoryTable late0 activity#") > 0);
      works.put("friend counted", left.count("HistoryTable late0 referral#friend0") > 0);
      works.put("friend went back", left.count("HistoryTable late0 referral#friend1#reversed") > 0);
      works.put("boundaries", left.count("ProgrammeTable boundaries") > 0);
      works.put("results", left.count("ProgrammeTable results#") > 0);
      works.put("model card", left.count("ProgrammeTable card") > 0);
      works.put("moves", left.count("HistoryTable early moved#") > 0);
      works.put("thanks entered", left.count("HistoryTable late0 journey#thanks") > 0);
      works.put("win-back entered", left.count("HistoryTable early journey#win-back") > 0);
      works.put("win-back sent", left.count("HistoryTable early send#win-back") > 0);
      works.put("journey went on", left.count("HistoryTable late2 ledger#adjustment#") > 0);
      works.put("lost answer settled", left.count("HistoryTable late0 send#thanks") > 0);
      routes(stack, works);
    }
    return works;
  }

  /** Past the routes, so that each of them can be missed alone. */
  private static void monday(LaptopStack stack) {
    // bought twice, long ago; others once, or thrice and lately: that is At Risk by tomorrow
    buy(stack, "early", "e1", "2026-01-01T12:00:00Z");
    buy(stack, "early", "e2", "2026-01-02T12:00:00Z");
    stack.drain();
    for (int i = 0; i < 4; i++) {
      profile(stack, "late" + i);
      for (int day = 26 - i / 2 * 2; day <= 26; day++) {
        buy(stack, "late" + i, "l" + day, "2026-01-" + day + "T0" + i + ":00:00Z");
      }
      stack.drain();
    }
    // later than the purchases, so that no thanks come and the win-back need not rest
    profile(stack, "early");
    befriend(stack);
    stack.putEvent(
        "crash", "shop", "Purchase Submitted", purchase("bus", "b1", "2026-01-25T12:00:00Z"));
    stack.drain();
    Sender.send(stack, "PurchaseQueue", List.of(purchase("queue", "q1", "2026-01-25T12:00:00Z")));
    stack.drain();
    stack.putEvent(
        "crash",
        "shop",
        "Refund Submitted",
        "{\"refundId\":\"r1\",\"purchaseId\":\"b1\",\"customerId\":\"bus\",\"at\":\"2026-01-26T12:00:00Z\",\"all\":true}");
    stack.drain();
    // of somebody who was there before: what the bus brings is missing with its own event source
    // alone
    stack.putEvent(
        "crash",
        "shop",
        "Activity Submitted",
        "{\"activityId\":\"a1\",\"customerId\":\"late0\",\"type\":\"viewed\",\"at\":\"2026-01-26T12:00:00Z\"}");
    stack.drain();
  }

  /** Two came by one's code, and one of them gave back what they had bought. */
  private static void befriend(LaptopStack stack) {
    call(stack, "ReferralsFunction", "GET", "/customers/late0/referral", "late0", "");
    for (int i = 0; i < 2; i++) {
      var bought =
          purchase("friend" + i, "f", "2026-01-25T12:00:00Z")
              .replace(
                  "\"lines\"", "\"referralCode\":\"" + Shop.referral("late0") + "\",\"lines\"");
      call(stack, "PurchasesFunction", "POST", "/purchases", "", bought);
    }
    call(
        stack,
        "RefundsFunction",
        "POST",
        "/refunds",
        "",
        "{\"refundId\":\"r\",\"purchaseId\":\"f\",\"customerId\":\"friend1\",\"at\":\"2026-01-26T12:00:00Z\",\"all\":true}");
    stack.drain();
  }

  private static void routes(LaptopStack stack, Map<String, Boolean> works) {
    for (var route :
        List.of(
            "PUT /customers/zz",
            "PATCH /customers/zz",
            "GET /customers/zz",
            "POST /customers/zz/merge",
            "DELETE /customers/zz",
            "POST /purchases",
            "PUT /purchases/zz",
            "POST /refunds",
            "POST /activities",
            "GET /customers/zz/loyalty",
            "GET /customers/zz/history",
            "GET /customers/zz/decisions",
            "GET /customers/zz/referral",
            "GET /customers/zz/value",
            "GET /insights/zz",
            "GET /rewards",
            "GET /campaigns",
            "GET /campaigns/zz/results",
            "GET /segments",
            "GET /segments/zz/customers",
            "POST /redemptions",
            "POST /redemptions/zz/cancel",
            "POST /coupons/zz/redeem",
            "POST /coupons/zz/release",
            "POST /customers/zz/adjustments",
            "GET /p/r",
            "POST /p/r",
            "GET /p/unsubscribe",
            "POST /p/unsubscribe",
            "GET /p/survey",
            "POST /p/survey")) {
      var parts = route.split(" ", 2);
      var answer = stack.http(parts[0], parts[1], Map.of("content-type", "application/json"), "{}");
      // a handler that knows no such customer answers 404 too, with a problem of its own
      works.put(
          route, !(answer.status() == 404 && answer.text().equals("{\"message\":\"Not Found\"}")));
    }
  }

  private static void profile(LaptopStack stack, String customer) {
    var profile =
        """
        {"email":"%s@example.com","name":"Ada Gray","language":"en","zone":"Europe/London","country":"GB",
         "consents":{"email":{"granted":true,"at":"2026-01-01T00:00:00Z","source":"checkout"}}}\
        """
            .formatted(customer);
    call(stack, "CustomersFunction", "PUT", "/customers/" + customer, customer, profile);
  }

  private static void buy(LaptopStack stack, String customer, String purchase, String at) {
    call(stack, "PurchasesFunction", "POST", "/purchases", "", purchase(customer, purchase, at));
  }

  private static String purchase(String customer, String purchase, String at) {
    return """
    {"purchaseId":"%s","customerId":"%s","at":"%s","currency":"GBP",
     "lines":[{"sku":"mug","quantity":2,"unitPrice":"10.00"}]}\
    """
        .formatted(purchase, customer, at);
  }

  private static void call(
      LaptopStack stack,
      String function,
      String method,
      String path,
      String customer,
      String body) {
    var event = JsonNodeFactory.instance.objectNode().put("version", "2.0").put("rawPath", path);
    event.putObject("headers").put("content-type", "application/json");
    event.putObject("pathParameters").put("customerId", customer);
    event.putObject("requestContext").putObject("http").put("method", method).put("path", path);
    event.put("body", body).put("isBase64Encoded", false);
    var answer = stack.invoke(function, event.toString());
    assertTrue(answer.startsWith("{\"statusCode\":20"), answer);
  }
}
