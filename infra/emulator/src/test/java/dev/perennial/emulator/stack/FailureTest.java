package dev.perennial.emulator.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.mailbox.Mail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What Lambda does when a function fails: retries, halves, dead letters. */
class FailureTest {
  private static LaptopStack start() {
    return LaptopStack.start(SmallShop.options(SmallShop.TEMPLATE));
  }

  private static List<String> subjects(LaptopStack stack) {
    return stack.mailbox().list().stream().map(Mail::subject).sorted().toList();
  }

  @Test
  void aLetterThatFailsComesBackAfterItsVisibilityTimeoutAndThenIsDead() {
    try (var stack = start()) {
      SmallShop.order(stack, "a1", "\"letter fails\"");
      SmallShop.order(stack, "a2", "{}");
      stack.drain();
      assertEquals(List.of("About a2"), subjects(stack), "the other letter of the batch goes out");
      stack.advanceTo(SmallShop.START.plus(Duration.ofSeconds(89)));
      assertEquals(1, tries(stack).size());
      stack.advanceTo(SmallShop.START.plus(Duration.ofHours(1)));
      assertEquals(
          Map.of(
              "try 1", "2026-01-10T12:00:00Z",
              "try 2", "2026-01-10T12:01:30Z",
              "try 3", "2026-01-10T12:03:00Z"),
          tries(stack));
      assertEquals(List.of(), stack.messages("Letters"));
      var dead = stack.messages("DeadLetters");
      assertEquals(1, dead.size());
      assertTrue(dead.getFirst().body().contains("letter fails"));
    }
  }

  private static Map<String, String> tries(LaptopStack stack) {
    var notes = SmallShop.notes(stack);
    notes.keySet().removeIf(key -> !key.startsWith("try"));
    return notes;
  }

  @Test
  void aDelayedLetterWaitsForTheClock() {
    try (var stack = start()) {
      SmallShop.order(stack, "a1", "\"later\"");
      stack.advanceTo(SmallShop.START.plus(Duration.ofMinutes(10).minusSeconds(1)));
      assertEquals(List.of(), subjects(stack));
      stack.advanceTo(SmallShop.START.plus(Duration.ofMinutes(10)));
      assertEquals(List.of("About a1"), subjects(stack));
      assertEquals("2026-01-10T12:10:00Z", stack.mailbox().list().getFirst().at().toString());
    }
  }

  @Test
  void aPoisonRecordThatThrowsIsFoundByHalvingAndTheOthersPass() {
    try (var stack = start()) {
      for (int i = 1; i <= 8; i++) {
        SmallShop.order(stack, "a" + i, i == 3 ? "\"relay fails\"" : "{}");
      }
      stack.drain();
      assertEquals(7, Set.copyOf(subjects(stack)).size(), "halves repeat what had passed");
      var failures = stack.messages("Failures");
      assertEquals(1, failures.size());
      var record = Json.parse(failures.getFirst().body());
      assertEquals(1, record.at("/DDBStreamBatchInfo/batchSize").asInt());
      assertEquals("RetryAttemptsExhausted", record.at("/requestContext/condition").asText());
    }
  }

  @Test
  void aReportedRecordIsTriedAgainFromThereAndThenGivenUp() {
    try (var stack = start()) {
      for (int i = 1; i <= 4; i++) {
        SmallShop.order(stack, "a" + i, i == 3 ? "\"record fails\"" : "{}");
      }
      stack.drain();
      assertEquals(List.of("About a1", "About a2", "About a4"), subjects(stack));
      assertEquals(1, stack.messages("Failures").size());
      // All, from the third, then halves: the third alone three times, and the fourth.
      assertEquals(6, stack.counts().invocations().get("OutboxRelay"));
    }
  }

  @Test
  void anEventThatFailsIsTriedAgainAMinuteLaterAndThenGoesToTheDestination() {
    try (var stack = start()) {
      SmallShop.order(stack, "a1", "\"writer fails\"");
      stack.drain();
      assertEquals(1, stack.counts().failures().get("Writer"));
      stack.advanceTo(SmallShop.START.plus(Duration.ofMinutes(1)));
      assertEquals(2, stack.counts().failures().get("Writer"));
      var record = Json.parse(stack.messages("Failures").getFirst().body());
      assertEquals("writer fails", record.at("/requestPayload/detail/text").asText());
      assertEquals("this says writer fails", record.at("/responsePayload/errorMessage").asText());
      assertEquals("Writer", stack.failures().getFirst().function());
    }
  }

  @Test
  void aFunctionThatThrowsAnswersInternalServerError() {
    try (var stack = start()) {
      var answer = SmallShop.order(stack, "a1", "\"order fails\"");
      assertEquals(500, answer.status());
      assertEquals("{\"message\":\"Internal Server Error\"}", answer.text());
    }
  }

  /** A crash before or after any one call to AWS, and everything still happens. */
  @Test
  void aCrashAtAnyCallLosesNothing() {
    var calls = new AtomicInteger();
    runWith(calls, 0, false);
    var all = calls.get();
    assertEquals(6, all, "order, note, event, letter, mail, note");
    for (int n = 2; n <= all; n++) {
      for (var after : List.of(false, true)) {
        var subjects = runWith(new AtomicInteger(), n, after);
        assertEquals(Set.of("About a1"), Set.copyOf(subjects), "crash at call " + n);
      }
    }
  }

  private static List<String> runWith(AtomicInteger calls, int crashAt, boolean afterIt) {
    var crashes =
        new ClientInterceptor() {
          @Override
          public void before(AwsCall call) {
            if (calls.incrementAndGet() == crashAt && !afterIt) {
              throw new AssertionError("crash before " + call.operation());
            }
          }

          @Override
          public void after(AwsCall call, SdkResponse response) {
            if (calls.get() == crashAt && afterIt) {
              calls.incrementAndGet();
              throw new AssertionError("crash after " + call.operation());
            }
          }
        };
    var options = SmallShop.options(SmallShop.TEMPLATE).withInterceptor(crashes);
    try (var stack = LaptopStack.start(options)) {
      SmallShop.order(stack, "a1", "{}");
      stack.advanceTo(SmallShop.START.plus(Duration.ofMinutes(10)));
      assertTrue(SmallShop.notes(stack).containsKey("sent a1"));
      return subjects(stack);
    }
  }

  @Test
  void anInterceptorsRefusalReachesTheHandlerAsAnSdkException() {
    var refuses =
        new ClientInterceptor() {
          @Override
          public void before(AwsCall call) {
            if (call.function().equals("Order") && call.operation().equals("putItem")) {
              throw TransactionConflictException.builder().message("conflict").build();
            }
          }
        };
    var options = SmallShop.options(SmallShop.TEMPLATE).withInterceptor(refuses);
    try (var stack = LaptopStack.start(options)) {
      assertEquals(500, SmallShop.order(stack, "a1", "{}").status());
      assertTrue(stack.failures().getFirst().cause() instanceof TransactionConflictException);
    }
  }
}
