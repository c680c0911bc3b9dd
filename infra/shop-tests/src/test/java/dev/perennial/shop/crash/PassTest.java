package dev.perennial.shop.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.LaptopStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The nightly pass, run again and run late. */
class PassTest {
  private static final Instant BOUGHT = Instant.parse("2026-01-26T12:00:00Z");

  /** A fortnight after the purchase its points can be spent, which the pass of that night sees. */
  private static final Instant SPENDABLE = Instant.parse("2026-02-10T12:00:00Z");

  private boolean troubled;
  private int refused;

  private final LaptopStack stack =
      Shop.start(Shop.text(), BOUGHT, new Conflict(), new CrashInjector(place -> false));

  /** Once troubled, the next transaction of a pass meets another and is refused. */
  private final class Conflict implements ClientInterceptor {
    @Override
    public void before(AwsCall call) {
      if (troubled && call.operation().equals("transactWriteItems")) {
        troubled = false;
        refused++;
        throw TransactionCanceledException.builder()
            .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
            .build();
      }
    }
  }

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
  }

  private void moveByTime() {
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
  void aPassWhoseMovesMeetAnotherWriteJudgesEachByItself() {
    stack.advanceTo(SPENDABLE.minus(Duration.ofDays(3)));
    troubled = true;
    moveByTime();
    assertEquals(1, refused);
  }

  @Test
  void aSecondPassWritesNothing() {
    moveByTime();
    var before = now();
    pass("2026-02-10T02:30:00Z");
    assertEquals(List.of(), before.differences(now(), Duration.ZERO));
  }

  @Test
  void aPassThatRunsLateLeavesWhatWasWrittenSince() {
    moveByTime();
    var before = now();
    pass("2026-02-03T02:30:00Z");
    assertEquals(List.of(), before.differences(now(), Duration.ZERO));
  }
}
