package dev.perennial.domain.explanation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Entered;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link Why} as JSON, which docs/openapi.yaml describes. */
public final class WhyJson {
  private WhyJson() {}

  /** One campaign's. */
  public static ObjectNode of(Why why) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("campaign", why.campaign());
    json.put("inForce", why.inForce());
    putPast(json, why.past());
    if (why.present() != null) {
      putPresent(json.putObject("now"), why.present());
      putNext(json, why);
    }
    return json;
  }

  private static void putPast(ObjectNode json, Past past) {
    var entries = json.putArray("entries");
    for (var line : past.entries()) {
      if (line.event() instanceof Entered entered) {
        var entry = entries.addObject();
        entry.put("entry", entered.entry());
        entry.put("at", line.at().toString());
        putUnlessEmpty(entry, "trigger", entered.trigger());
        putUnlessEmpty(entry, "arm", entered.arm());
      }
    }
    var journeys = json.putArray("journeys");
    for (var each : past.journeys()) {
      var journey = journeys.addObject();
      journey.put("entry", each.journey().entry());
      journey.put("enteredAt", each.journey().enteredAt().toString());
      putUnlessEmpty(journey, "arm", each.journey().arm());
      journey.put("since", each.journey().since().toString());
      if (each.journey().ended()) {
        journey.put("over", each.journey().reason());
      } else {
        journey.put("place", each.journey().place());
        putUnlessEmpty(journey, "step", each.step());
        putUnlessEmpty(journey, "waitsFor", each.waitsFor());
        journey.put("due", each.journey().due().toString());
        putUnlessEmpty(journey, "version", each.journey().version());
      }
    }
    var mails = json.putArray("mails");
    for (var each : past.mails()) {
      var mail = mails.addObject();
      mail.put("sendId", each.sendId());
      mail.put("template", each.mail().template());
      mail.put("state", each.mail().state().name());
      mail.put("since", each.mail().since().toString());
      mail.put("expires", each.mail().expires().toString());
    }
    var held = json.putArray("held");
    for (var each : past.held()) {
      held.addObject()
          .put("sendId", each.sendId())
          .put("reason", each.reason())
          .put("at", each.at().toString());
    }
  }

  private static void putPresent(ObjectNode json, Why.Present present) {
    json.put("mayEnter", present.obstacle().isEmpty());
    putUnlessEmpty(json, "obstacle", present.obstacle());
    putInstant(json, "from", present.from());
    putUnlessEmpty(json, "address", present.address());
    putUnlessEmpty(json, "arm", present.arm());
    putInstant(json, "tick", present.tick());
    if (present.trigger() != null) {
      putHeard(json.putObject("trigger"), present.trigger());
    }
    if (present.audience() != null) {
      putAudience(json.putObject("audience"), present.audience());
    }
  }

  private static void putHeard(ObjectNode json, Heard heard) {
    var matching = json.putArray("events");
    for (var each : heard.matching()) {
      matching
          .addObject()
          .put("line", each.line())
          .put("type", each.type())
          .put("at", each.at().toString())
          .put("became", each.became());
    }
    var nearest = heard.nearest();
    if (nearest != null) {
      var near = json.putObject("nearest");
      near.put("line", nearest.line());
      near.put("type", nearest.type());
      near.put("at", nearest.at().toString());
      nearest.clauses().put(near.putObject("clauses"));
    }
  }

  private static void putAudience(ObjectNode json, Why.Audience audience) {
    json.put("segment", audience.segment());
    json.put("member", audience.member());
    audience.clauses().put(json.putObject("clauses"));
    var unmet = json.putArray("unmet");
    for (var each : audience.unmet()) {
      var clause = unmet.addObject();
      clause.put("field", each.field().path());
      clause.put("wanted", each.field().wanted());
      clause.put("actual", each.field().actual());
      putInstant(clause, "passes", each.passes());
    }
  }

  private static void putNext(ObjectNode json, Why why) {
    if (why.next() != null) {
      var next = json.putObject("next").put("at", why.next().at().toString());
      putUnlessEmpty(next, "arm", why.next().arm());
    }
    json.put("lookedUntil", why.until().toString());
  }

  private static void putInstant(ObjectNode json, String name, @Nullable Instant at) {
    if (at != null) {
      json.put(name, at.toString());
    }
  }

  private static void putUnlessEmpty(ObjectNode json, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      json.put(name, text);
    }
  }
}
