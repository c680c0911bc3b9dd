package dev.perennial.local.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.local.stack.LaptopStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The nightly pass, run again and run late. */
class PassTest {
  private static final Instant BOUGHT = Instant.parse("2026-01-26T12:00:00Z");

  /** A fortnight after the purchase its points can be spent, which the pass of that night sees. */
  private static final Instant SPENDABLE = Instant.parse("2026-02-10T12:00:00Z");

  private final LaptopStack stack =
      Shop.start(Shop.text(), BOUGHT, new Crashing(place -> false), new Crashing(place -> false));

  @BeforeEach
  void buy() {
    var purchase =
        """
        {"purchaseId":"p","customerId":"c","at":"%s","currency":"GBP",
         "lines":[{"sku":"table","quantity":1,"unitPrice":"900.00"}]}\
        """
            .formatted(BOUGHT);
    var json = Map.of("content-type", "application/json");
    assertEquals(201, stack.http("POST", "/purchases", json, purchase).status());
    stack.advanceTo(SPENDABLE);
    assertTrue(now().toString().contains("points-to-spend"), "time alone moved the customer");
  }

  @AfterEach
  void close() {
    stack.close();
  }

  private Outcome now() {
    return Outcome.of(stack, Set.of());
  }

  private void pass(String at) {
    stack.invoke("PassPlannerFunction", "{\"tick\":\"nightly\",\"at\":\"" + at + "\"}");
    stack.drain();
  }

  @Test
  void aSecondPassWritesNothing() {
    var before = now();
    pass("2026-02-10T02:30:00Z");
    assertEquals(List.of(), before.differences(now(), Duration.ZERO));
  }

  @Test
  void aPassThatRunsLateLeavesWhatWasWrittenSince() {
    var before = now();
    pass("2026-02-03T02:30:00Z");
    assertEquals(List.of(), before.differences(now(), Duration.ZERO));
  }
}
