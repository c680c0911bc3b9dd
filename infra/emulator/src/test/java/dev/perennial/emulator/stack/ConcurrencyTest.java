package dev.perennial.emulator.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  @Test
  void aHundredCallsAtOnceAllGoThroughWhileTheStackWorksInTheBackground() throws Exception {
    var mailed = new CountDownLatch(100);
    var listener =
        new StackListener() {
          @Override
          public void mail(dev.perennial.emulator.mailbox.Mail mail) {
            mailed.countDown();
          }
        };
    var options = SmallShop.options(SmallShop.TEMPLATE).withListener(listener);
    try (var stack = LaptopStack.start(options);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stack.background();
      var calls =
          IntStream.range(0, 100)
              .mapToObj(i -> threads.submit(() -> SmallShop.order(stack, "a" + i, "{}").status()))
              .toList();
      for (var call : calls) {
        assertEquals(201, call.get());
      }
      assertTrue(mailed.await(30, TimeUnit.SECONDS), "all are mailed in the background");
      stack.drain();
      assertEquals(100, stack.counts().mails());
      assertEquals(List.of(), stack.failures());
    }
  }

  @Test
  void severalWorkersShareAQueueAndTheDrainWaitsForThem() {
    var options = SmallShop.options(SmallShop.TEMPLATE).withWorkers(4);
    try (var stack = LaptopStack.start(options)) {
      for (int i = 0; i < 60; i++) {
        SmallShop.order(stack, "a" + i, "{}");
      }
      stack.drain();
      assertEquals(60, stack.counts().mails());
      assertEquals(List.of(), stack.messages("Letters"));
    }
  }
}
