package dev.perennial.domain.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What {@link WhyJson} says, in sentences. */
public final class WhyText {
  private final JsonNode json;
  private final List<String> lines = new ArrayList<>();

  private WhyText(JsonNode json) {
    this.json = json;
  }

  /**
   * A few lines.
   *
   * @param json of one campaign, with {@code customerId} and {@code at}
   */
  public static String of(JsonNode json) {
    var text = new WhyText(json);
    text.tell();
    return String.join("%n".formatted(), text.lines) + "%n".formatted();
  }

  private void tell() {
    add("%s and campaign %s, at %s".formatted(said("customerId"), said("campaign"), said("at")));
    past();
    var now = json.path("now");
    if (!json.path("inForce").asBoolean()) {
      add("The campaign is not in force any more.");
      return;
    }
    present(now);
    heard(now.path("trigger"));
    audience(now.path("audience"));
    if (json.has("next")) {
      var arm = json.path("next").path("arm").asText("");
      add(
          "If nobody does anything, the customer enters at %s%s."
              .formatted(
                  json.path("next").path("at").asText(),
                  arm.isEmpty() ? "" : ", in the arm " + arm));
    } else {
      add("If nobody does anything, there is no entry before %s.".formatted(said("lookedUntil")));
    }
  }

  private void past() {
    for (var each : json.path("entries")) {
      var arm = each.path("arm").asText("");
      add(
          "Entered at %s as %s%s"
              .formatted(
                  text(each, "at"),
                  text(each, "entry"),
                  arm.isEmpty() ? "" : ", and gets nothing: " + arm));
    }
    for (var each : json.path("journeys")) {
      if (each.has("over")) {
        add(
            "Journey %s is over since %s: %s"
                .formatted(text(each, "entry"), text(each, "since"), text(each, "over")));
      } else {
        add(
            "Journey %s stands at step %s (%s) until %s%s%s"
                .formatted(
                    text(each, "entry"),
                    text(each, "place"),
                    text(each, "step"),
                    text(each, "due"),
                    each.has("waitsFor") ? ", waiting for " + text(each, "waitsFor") : "",
                    each.has("version")
                        ? ", and finishes on version " + text(each, "version")
                        : ""));
      }
    }
    for (var each : json.path("mails")) {
      add(
          "Mail %s is %s since %s"
              .formatted(text(each, "template"), text(each, "state"), text(each, "since")));
    }
    for (var each : json.path("held")) {
      add(
          "Mail of %s was held at %s: %s"
              .formatted(text(each, "sendId"), text(each, "at"), text(each, "reason")));
    }
  }

  private void present(JsonNode now) {
    if (now.path("mayEnter").asBoolean()) {
      var start =
          now.has("trigger")
              ? "An event that matches"
              : "The next run, at " + text(now, "tick") + ",";
      add("%s would make an entry now.".formatted(start));
    } else {
      add("An entry now would not be made: %s.".formatted(text(now, "obstacle")));
    }
    if (now.has("from")) {
      add("The limit leaves room again from %s.".formatted(text(now, "from")));
    }
    if (now.has("arm")) {
      add(
          "The customer would get nothing, so that it can be measured: %s."
              .formatted(text(now, "arm")));
    }
    if (now.has("address")) {
      add("Its mails would be held, whoever had the address: %s.".formatted(text(now, "address")));
    }
  }

  private void heard(JsonNode trigger) {
    if (trigger.isMissingNode()) {
      return;
    }
    for (var each : trigger.path("events")) {
      add(
          "%s of %s matches the trigger: %s"
              .formatted(text(each, "type"), text(each, "at"), text(each, "became")));
    }
    var nearest = trigger.path("nearest");
    if (!nearest.isMissingNode()) {
      add(
          "No event matches the trigger; the nearest is %s of %s:"
              .formatted(text(nearest, "type"), text(nearest, "at")));
      clauses(nearest.path("clauses"), "  ");
    } else if (trigger.path("events").isEmpty()) {
      add("There is no such event yet among the last hundred.");
    }
  }

  private void audience(JsonNode audience) {
    if (audience.isMissingNode()) {
      return;
    }
    add(
        "The customer is %sin the segment %s:"
            .formatted(
                audience.path("member").asBoolean() ? "" : "not ", text(audience, "segment")));
    clauses(audience.path("clauses"), "  ");
    for (var each : audience.path("unmet")) {
      add(
          "  %s: %s"
              .formatted(
                  text(each, "field"),
                  each.has("passes")
                      ? "met from " + text(each, "passes")
                      : "time alone doesn't change it"));
    }
  }

  private void clauses(JsonNode clause, String indent) {
    var met = clause.path("met").asBoolean() ? "yes" : "no ";
    if (clause.has("field")) {
      var actual = clause.path("actual").isNull() ? "absent" : text(clause, "actual");
      add(
          "%s%s %s: wanted %s, is %s"
              .formatted(indent, met, text(clause, "field"), text(clause, "wanted"), actual));
    } else {
      add("%s%s %s".formatted(indent, met, clause.has("any") ? "one of" : "all of"));
      clause.path(clause.has("any") ? "any" : "all").forEach(each -> clauses(each, indent + "  "));
    }
  }

  private String said(String field) {
    return text(json, field);
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText();
  }

  private void add(String line) {
    lines.add(line);
  }
}
