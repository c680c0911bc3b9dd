package dev.perennial.emulator.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.mailbox.Mail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaptopStackTest {
  private static List<String> subjects(LaptopStack stack) {
    return stack.mailbox().list().stream().map(Mail::subject).toList();
  }

  @Test
  void anOrderGoesThroughEveryEventSource() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.TEMPLATE))) {
      var answer = SmallShop.order(stack, "a1", "{}");
      assertEquals(201, answer.status());
      assertEquals("{\"at\":\"2026-01-10T12:00:00Z\"}", answer.text());
      assertEquals("application/json", answer.headers().get("content-type"));
      assertEquals(List.of(), subjects(stack), "nothing follows before the stack is drained");

      stack.drain();

      assertEquals(List.of("About a1"), subjects(stack));
      assertEquals(Set.of("published a1", "sent a1"), SmallShop.notes(stack).keySet());
      var mail = stack.mailbox().list().getFirst();
      assertEquals(List.of("a1@example.com"), mail.to());
      assertEquals("Hello", String.valueOf(mail.text()).strip());
      assertNull(mail.html());
      assertEquals(Map.of("about", "a1"), mail.tags());
      assertEquals(Map.of("Ordered", 1L, "Email Sent", 1L), stack.counts().events());
      assertEquals(1, stack.counts().mails());
    }
  }

  // What the template does not declare does not run.

  @Test
  void withoutTheRouteItIsNotFound() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("Post")))) {
      var answer = SmallShop.order(stack, "a1", "{}");
      assertEquals(404, answer.status());
      assertEquals("{\"message\":\"Not Found\"}", answer.text());
    }
  }

  @Test
  void withoutTheStreamNothingIsPublished() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("Stream")))) {
      assertEquals(201, SmallShop.order(stack, "a1", "{}").status());
      stack.drain();
      assertEquals(Map.of(), SmallShop.notes(stack));
    }
  }

  @Test
  void withoutTheRuleTheEventGoesNowhereAndTheScheduleStillFires() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("Ordered")))) {
      SmallShop.order(stack, "a1", "{}");
      stack.drain();
      assertEquals(Set.of("published a1"), SmallShop.notes(stack).keySet());
      assertEquals(List.of(), subjects(stack));
      stack.advanceTo(Instant.parse("2026-01-11T12:00:00Z"));
      assertEquals(List.of("About 2026-01-11T02:30:00Z"), subjects(stack));
    }
  }

  @Test
  void withoutTheScheduleNothingFires() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("Nightly")))) {
      stack.advanceTo(Instant.parse("2026-02-11T12:00:00Z"));
      assertEquals(List.of(), subjects(stack));
      SmallShop.order(stack, "a1", "{}");
      stack.drain();
      assertEquals(List.of("About a1"), subjects(stack));
    }
  }

  @Test
  void withoutTheQueueSourceTheLetterWaits() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("Queue")))) {
      SmallShop.order(stack, "a1", "{}");
      stack.drain();
      assertEquals(List.of(), subjects(stack));
      assertEquals(1, stack.messages("Letters").size());
    }
  }

  @Test
  void withoutTheEventDestinationSesSaysNothing() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("MailEvents")))) {
      SmallShop.order(stack, "a1", "{}");
      stack.drain();
      assertEquals(List.of("About a1"), subjects(stack));
      assertEquals(Set.of("published a1"), SmallShop.notes(stack).keySet());
    }
  }

  @Test
  void theFilterHoldsRecordsBackAndWithoutItTheyPass() {
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.TEMPLATE))) {
      SmallShop.order(stack, "a1", "{\"quiet\":1}");
      SmallShop.order(stack, "a2", "{}");
      stack.drain();
      assertEquals(Set.of("published a2", "sent a2"), SmallShop.notes(stack).keySet());
    }
    try (var stack = LaptopStack.start(SmallShop.options(SmallShop.without("FilterCriteria")))) {
      SmallShop.order(stack, "a1", "{\"quiet\":1}");
      stack.drain();
      assertTrue(SmallShop.notes(stack).containsKey("published a1"));
    }
  }

  @Test
  void withoutTheBusTheTemplateIsRefused() {
    var e =
        org.junit.jupiter.api.Assertions.assertThrows(
            dev.perennial.emulator.template.TemplateException.class,
            () -> SmallShop.options(SmallShop.without("Bus")));
    assertTrue(String.valueOf(e.getMessage()).contains("Bus is neither a parameter nor"));
  }
}
