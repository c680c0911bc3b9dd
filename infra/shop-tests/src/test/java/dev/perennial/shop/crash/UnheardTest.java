package dev.perennial.shop.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events that nobody would get are not put on the bus, and nothing else is another. */
class UnheardTest {
  private static final Life LIFE = Life.of(Instant.parse("2026-01-26T00:00:00Z"), 40, 14, 8, 2);

  /** A rule that a shop may have made beside the template. */
  private static final String RULE =
      """
        ShopsRule:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Bus
            EventPattern: {detail-type: [Points Adjusted]}
            Targets: [{Id: queue, Arn: !GetAtt FailuresQueue.Arn}]
      """;

  private record Run(Outcome outcome, TreeSet<String> events) {
    long of(String type) {
      return events.stream().filter(event -> event.startsWith(type + " ")).count();
    }
  }

  private static Run live(String text, boolean watched) {
    var ears = new CrashInjector(place -> false);
    var options =
        Options.of(Shop.template(text), LIFE.start())
            .withInterceptor(ears)
            .withListener(ears)
            .withWorkers(1);
    try (var stack = Shop.start(watched ? options : options.unwatched())) {
      LIFE.on(stack);
      return new Run(Outcome.of(stack, new TreeSet<>()), new TreeSet<>(ears.events()));
    }
  }

  @Test
  void aShopWhereOnlyWhatIsAskedForIsPublishedEndsLikeOneWhereAllIs() {
    var all = live(Shop.text(), true);
    var asked = live(Shop.text(), false);
    assertEquals(List.of(), all.outcome.differences(asked.outcome, Duration.ZERO));
    assertTrue(all.events.containsAll(asked.events));
    // first orders start the thanks, a friend's first and one gone back are for referrals
    assertTrue(asked.of("Purchase Recorded") > 0, asked.events.toString());
    assertTrue(asked.of("Purchase Recorded") < all.of("Purchase Recorded"));
    assertTrue(asked.of("Purchase Refunded") > 0, asked.events.toString());
    assertTrue(asked.of("Purchase Rejected") > 0, "who submitted it waits for that");
    for (var unasked :
        List.of("Consent Changed", "Customer Reclassified", "Points Adjusted", "Email Sent")) {
      assertTrue(all.of(unasked) > 0, unasked);
      assertEquals(0, asked.of(unasked), unasked);
    }
  }

  @Test
  void aRuleThatTheShopMadeGetsAllThatItAsksFor() {
    var all = live(Shop.text(), true);
    var asked = live(Shop.text().replace("\nOutputs:", "\n" + RULE + "\nOutputs:"), false);
    assertEquals(all.of("Points Adjusted"), asked.of("Points Adjusted"));
    assertEquals(0, asked.of("Consent Changed"));
    assertEquals(all.of("Points Adjusted"), asked.outcome.count("FailuresQueue "));
  }
}
