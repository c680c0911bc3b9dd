package dev.perennial.emulator.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.mailbox.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual time, and what survives a stack. */
class ClockTest {
  private static final Instant TICK = Instant.parse("2026-01-11T02:30:00Z");

  private static List<String> mails(LaptopStack stack) {
    return stack.mailbox().list().stream().map(mail -> mail.at() + " " + mail.subject()).toList();
  }

  @Test
  void theClockStandsUntilItIsMovedAndTicksFireAtTheirOwnInstant() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.TEMPLATE))) {
      assertEquals(SmallShop.START, stack.clock().instant());
      assertEquals(TICK, stack.nextTicks().get("Writer/Nightly"));
      stack.advanceTo(TICK.minusMillis(1));
      assertEquals(List.of(), mails(stack));
      stack.advanceTo(TICK.plus(Duration.ofDays(2)));
      assertEquals(
          List.of(
              "2026-01-11T02:30:00Z About 2026-01-11T02:30:00Z",
              "2026-01-12T02:30:00Z About 2026-01-12T02:30:00Z",
              "2026-01-13T02:30:00Z About 2026-01-13T02:30:00Z"),
          mails(stack));
      stack.advanceTo(TICK);
      assertEquals(TICK.plus(Duration.ofDays(2)), stack.clock().instant(), "it never goes back");
    }
  }

  @Test
  void theClockRunsOnAtRealSpeedFromWhereItIs() throws InterruptedException {
    var fired = new CountDownLatch(1);
    var listener =
        new StackListener() {
          @Override
          public void mail(Mail mail) {
            fired.countDown();
          }
        };
    var options = SmallShop.options(SmallShop.TEMPLATE).withListener(listener);
    try (var stack = LaptopStack.start(options)) {
      stack.runOnFrom(TICK.minusMillis(50));
      assertTrue(stack.clock().isRunning());
      assertTrue(fired.await(10, TimeUnit.SECONDS), "the tick fires in the background");
      assertFalse(stack.clock().instant().isBefore(TICK));
    }
  }

  @Test
  void whatFailsInTheBackgroundIsToldAndTheThreadGoesOn() throws Exception {
    var told = new CountDownLatch(1);
    var mailed = new CountDownLatch(1);
    var listener =
        new StackListener() {
          @Override
          public void event(String bus, JsonNode event) {
            if (told.getCount() > 0) {
              throw new IllegalStateException("the disk is full");
            }
          }

          @Override
          public void failure(Failure failure) {
            told.countDown();
          }

          @Override
          public void mail(dev.perennial.emulator.mailbox.Mail mail) {
            mailed.countDown();
          }
        };
    var options = SmallShop.options(SmallShop.TEMPLATE).withListener(listener);
    try (var stack = LaptopStack.start(options)) {
      stack.runOnFrom(SmallShop.START);
      SmallShop.order(stack, "a1", "{}");
      assertTrue(told.await(10, TimeUnit.SECONDS), "the failure is told");
      SmallShop.order(stack, "a2", "{}");
      assertTrue(mailed.await(10, TimeUnit.SECONDS), "the next is done");
      assertTrue(stack.failures().getFirst().text().contains("failed"));
    }
  }

  @Test
  void aBatchThatBreaksOffInTheBackgroundIsToldAndTriedAgain() throws Exception {
    var told = new CountDownLatch(1);
    var relayed = new CountDownLatch(3);
    var listener =
        new StackListener() {
          @Override
          public void invocation(String function, boolean failed, Duration took) {
            if (function.equals("OutboxRelay")) {
              relayed.countDown();
              if (told.getCount() > 0) {
                throw new StackOverflowError("memory is short");
              }
            }
          }

          @Override
          public void failure(Failure failure) {
            told.countDown();
          }
        };
    var options = SmallShop.options(SmallShop.TEMPLATE).withListener(listener);
    try (var stack = LaptopStack.start(options)) {
      stack.runOnFrom(SmallShop.START);
      SmallShop.order(stack, "a1", "{}");
      assertTrue(told.await(10, TimeUnit.SECONDS), "the failure is told");
      SmallShop.order(stack, "a2", "{}");
      assertTrue(relayed.await(10, TimeUnit.SECONDS), "a1 twice, a2 once");
      assertEquals(
          "StreamConsumer failed: StackOverflowError: memory is short",
          stack.failures().getFirst().text());
    }
  }

  @Test
  void aClockRunsFasterAndASchedulesTickIsFiredWhenAsked() throws Exception {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.TEMPLATE))) {
      var schedule = stack.nextTicks().keySet().iterator().next();
      var next = stack.nextTicks();
      stack.fire(schedule);
      assertEquals(1, mails(stack).size());
      assertEquals(next, stack.nextTicks(), "its own ticks stay");
      assertThrows(IllegalArgumentException.class, () -> stack.fire("Nothing"));
      stack.runOnFrom(SmallShop.START, 100_000);
      assertTrue(stack.clock().until(SmallShop.START.plusSeconds(100_000)).toMillis() <= 1000);
    }
  }

  @Test
  void everythingSurvivesOnDisk(@TempDir Path folder) {
    var options = SmallShop.options(SmallShop.TEMPLATE).withData(folder);
    try (var stack = LaptopStack.start(options)) {
      SmallShop.order(stack, "a1", "{}");
      stack.advanceTo(TICK);
      SmallShop.order(stack, "a2", "\"later\"");
      stack.drain();
      SmallShop.order(stack, "a3", "\"letter fails\"");
      stack.drain();
      SmallShop.order(stack, "a4", "{}");
      assertEquals(2, mails(stack).size());
    }
    try (var stack = LaptopStack.start(options)) {
      assertEquals(TICK, stack.clock().instant());
      assertEquals(2, mails(stack).size());
      var kept = stack.mailbox().list().getFirst();
      assertEquals("About a1", kept.subject());
      assertEquals(List.of("a1@example.com"), kept.to());
      assertEquals("a1", kept.tags().get("about"));
      var before = mails(stack);

      stack.drain();
      var followed = new ArrayList<>(mails(stack));
      followed.removeAll(before);
      assertEquals(
          List.of("2026-01-11T02:30:00Z About a4"),
          followed,
          "what was in the stream is published; the tick does not fire again");

      stack.advanceTo(TICK.plus(Duration.ofHours(1)));
      assertTrue(mails(stack).contains("2026-01-11T02:40:00Z About a2"));
      assertEquals(1, stack.messages("DeadLetters").size());
      assertEquals(
          List.of("try 1", "try 2", "try 3"),
          SmallShop.notes(stack).keySet().stream().filter(k -> k.startsWith("try")).toList());
    }
    try (var stack = LaptopStack.start(options)) {
      stack.drain();
      assertEquals(4, mails(stack).size());
      assertEquals(1, stack.messages("DeadLetters").size());
    }
  }

  @Test
  void twoStacksDoNotShareAFolder(@TempDir Path folder) {
    var options = SmallShop.options(SmallShop.TEMPLATE).withData(folder);
    try (var stack = LaptopStack.start(options)) {
      var e = assertThrows(FolderFault.class, () -> LaptopStack.start(options));
      assertTrue(String.valueOf(e.getMessage()).contains("another stack uses"));
      assertEquals(SmallShop.START, stack.clock().instant());
    }
  }
}
