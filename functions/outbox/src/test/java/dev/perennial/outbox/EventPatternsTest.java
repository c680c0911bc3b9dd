package dev.perennial.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.perennial.domain.ledger.Event;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Machine;

/** What is not published is what no rule would have matched, by AWS's own event-ruler. */
class EventPatternsTest {
  private static final int EVENTS = 500;
  private static final List<String> TYPES =
      List.of("Purchase Recorded", "Purchase Refunded", "Customer Changed", "Survey Answered");
  private static final List<String> SEGMENTS = List.of("at-risk", "new", "champions");

  /** What a rule may ask of one field; the last asks for what many have. */
  private static final List<String> CONDITIONS =
      List.of(
          "1",
          "2",
          "\"recorded\"",
          "\"at-risk\"",
          "{\"anything-but\":[1,2]}",
          "{\"anything-but\":[\"recorded\",\"imported\"]}",
          "{\"prefix\":\"re\"}",
          "{\"suffix\":\"ed\"}",
          "{\"wildcard\":\"*o*\"}",
          "{\"equals-ignore-case\":\"RECORDED\"}",
          "{\"numeric\":[\">\",1,\"<=\",3]}",
          "{\"exists\":false}",
          "{\"exists\":true}");

  private static final List<String> ENVELOPE =
      List.of("account", "region", "id", "time", "version", "resources");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatIsDroppedNoRuleMatches(long seed) throws Exception {
    var dice = new Random(seed);
    var rules = new TreeSet<String>();
    int many = 1 + dice.nextInt(4);
    while (rules.size() < many) {
      var rule = pattern(dice, true);
      if (compiles(rule)) {
        rules.add(rule);
      }
    }
    var patterns = new EventPatterns(rules);
    var ofEnvelope = rules.stream().anyMatch(rule -> ENVELOPE.stream().anyMatch(rule::contains));
    var machine = Machine.builder().build();
    for (var rule : rules) {
      machine.addRule(rule, rule);
    }
    for (int i = 0; i < EVENTS; i++) {
      var event = event(dice);
      var matched = machine.rulesForJSONEvent(onTheBus(dice, event));
      if (!matched.isEmpty() || !ofEnvelope) {
        assertEquals(!matched.isEmpty(), patterns.match(event), event + " by " + rules);
      }
    }
  }

  @Test
  void moreThanHalfOfRandomEventsAreDroppedByRandomTriggers() {
    var dice = new Random(7);
    int dropped = 0;
    for (int i = 0; i < EVENTS; i++) {
      var trigger = pattern(dice, false);
      dropped +=
          compiles(trigger) && !new EventPatterns(List.of(trigger)).match(event(dice)) ? 1 : 0;
    }
    assertTrue(dropped > EVENTS / 2, dropped + " of " + EVENTS);
  }

  @Test
  void whatOnlyEventBridgeKnowsIsPassedOver() {
    var bought = new Event("Purchase Recorded", "{\"order\":1}");
    assertTrue(match(bought, "{\"account\":[\"1\"],\"detail-type\":[\"Purchase Recorded\"]}"));
    assertFalse(match(bought, "{\"account\":[\"1\"],\"detail-type\":[\"Points Redeemed\"]}"));
    assertTrue(match(bought, "{\"time\":[{\"prefix\":\"2026\"}]}"));
    assertTrue(
        match(bought, "{\"$or\":[{\"account\":[\"1\"]},{\"detail-type\":[\"Points Redeemed\"]}]}"));
    assertFalse(match(bought, "{\"$or\":[{\"source\":[\"shop\"]},{\"detail\":{\"order\":[2]}}]}"));
    assertTrue(match(bought, "{\"detail\":{\"$or\":[{\"order\":[1]},{\"cause\":[\"time\"]}]}}"));
  }

  @Test
  void whatCannotBeUnderstoodAsksForEverythingAndNoPatternForNothing() {
    var bought = new Event("Purchase Recorded", "{\"order\":1}");
    assertTrue(match(bought, "{\"detail\":{\"order\":[{\"an-operator-to-come\":3}]}}"));
    assertTrue(match(bought, "no pattern"));
    assertTrue(EventPatterns.ALL.match(bought));
    assertFalse(new EventPatterns(List.of()).match(bought));
  }

  private static boolean match(Event event, String pattern) {
    return new EventPatterns(List.of(pattern)).match(event);
  }

  private static boolean compiles(String pattern) {
    try {
      Machine.builder().build().addRule("rule", pattern);
      return true;
    } catch (Exception e) { // what random patterns say may contradict itself
      return false;
    }
  }

  private static Event event(Random dice) {
    var detail = JsonNodeFactory.instance.objectNode();
    detail.put("id", "c" + dice.nextInt(9) + "/ledger#purchase#p");
    detail.put("cause", dice.nextInt(3) == 0 ? "imported" : "recorded");
    var changes = detail.putObject("changes");
    var entered = changes.putArray("segmentsEntered");
    SEGMENTS.stream().filter(each -> dice.nextInt(4) == 0).forEach(entered::add);
    changes.put("points", dice.nextInt(100));
    if (dice.nextBoolean()) {
      changes.putObject("tier").put("from", "silver").put("to", "gold");
    }
    if (dice.nextBoolean()) {
      detail.put("order", 1 + dice.nextInt(4));
    }
    return new Event(TYPES.get(dice.nextInt(TYPES.size())), detail.toString());
  }

  /** The whole event, with what EventBridge fills in. */
  private static String onTheBus(Random dice, Event event) {
    return """
    {"version":"0","id":"%s","account":"%d","region":"eu-west-1","time":"2026-03-02T09:00:00Z",
     "resources":[],"source":"perennial","detail-type":"%s","detail":%s}
    """
        .formatted(dice.nextInt(3), dice.nextInt(3), event.type(), event.detail());
  }

  private static String pattern(Random dice, boolean envelope) {
    var pattern = JsonNodeFactory.instance.objectNode();
    if (envelope && dice.nextInt(5) == 0) {
      var alternatives = pattern.putArray("$or");
      for (int i = 0; i < 2; i++) {
        var alternative = alternatives.addObject();
        while (alternative.isEmpty()) {
          fill(alternative, dice, true);
        }
      }
    }
    while (pattern.isEmpty()) {
      fill(pattern, dice, envelope);
    }
    return pattern.toString();
  }

  private static void fill(ObjectNode pattern, Random dice, boolean envelope) {
    if (dice.nextBoolean()) {
      pattern.putArray("source").add("perennial");
    }
    if (dice.nextBoolean()) {
      pattern.putArray("detail-type").add(TYPES.get(dice.nextInt(TYPES.size())));
    }
    if (envelope && dice.nextInt(4) == 0) {
      pattern.putRawValue(
          ENVELOPE.get(dice.nextInt(ENVELOPE.size())), new RawValue("[" + condition(dice) + "]"));
    }
    if (dice.nextInt(3) > 0) {
      detail(pattern.putObject("detail"), dice);
    }
  }

  private static void detail(ObjectNode detail, Random dice) {
    for (var field : List.of("order", "cause", "id")) {
      if (dice.nextInt(3) == 0) {
        ask(detail, field, dice);
      }
    }
    if (detail.isEmpty() || dice.nextInt(3) == 0) {
      var changes = detail.putObject("changes");
      ask(changes, dice.nextBoolean() ? "segmentsEntered" : "points", dice);
      if (dice.nextInt(3) == 0) {
        ask(changes.putObject("tier"), "to", dice);
      }
    }
  }

  private static void ask(ObjectNode of, String field, Random dice) {
    var conditions = condition(dice) + (dice.nextInt(3) == 0 ? "," + condition(dice) : "");
    of.putRawValue(field, new RawValue("[" + conditions + "]"));
  }

  private static String condition(Random dice) {
    return CONDITIONS.get(dice.nextInt(CONDITIONS.size()));
  }
}
