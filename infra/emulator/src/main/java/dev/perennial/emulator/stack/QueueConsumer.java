package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Hands a queue's messages to a function as Lambda does, a few batches at once. */
final class QueueConsumer implements Source {
  private final Template.QueueSource source;
  private final Template.Queue declared;
  private final MessageQueue queue;
  private final Functions functions;
  private final Clock clock;
  private final ExecutorService workers;
  private final int parallel;

  QueueConsumer(
      Template.QueueSource source,
      Template.Queue declared,
      MessageQueue queue,
      Functions functions,
      Clock clock,
      ExecutorService workers,
      int parallel) {
    this.source = source;
    this.declared = declared;
    this.queue = queue;
    this.functions = functions;
    this.clock = clock;
    this.workers = workers;
    this.parallel = parallel;
  }

  @Override
  public @Nullable Instant due() {
    return queue.due();
  }

  @Override
  public boolean work() {
    var due = queue.due();
    if (due == null || due.isAfter(clock.instant())) {
      return false;
    }
    var worked = new AtomicBoolean();
    var running = new ArrayList<Future<?>>();
    for (int i = 1; i < parallel; i++) {
      running.add(workers.submit(() -> consume(worked)));
    }
    consume(worked);
    for (var worker : running) {
      try {
        worker.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a queue was worked on", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a worker of " + source.name() + " failed", e.getCause());
      }
    }
    return worked.get();
  }

  private void consume(AtomicBoolean worked) {
    for (var batch = queue.receive(source.batchSize(), clock.instant());
        !batch.isEmpty();
        batch = queue.receive(source.batchSize(), clock.instant())) {
      worked.set(true);
      switch (functions.invoke(source.function(), event(batch))) {
        case Invocation.Answered answered -> {
          var failed =
              source.reportsFailures() ? failures(batch, answered.json()) : Set.<String>of();
          for (var message : batch) {
            if (!failed.contains(message.id())) {
              queue.delete(message.id());
            }
          }
        }
        case Invocation.Failed failed -> {
          // The messages come back when their visibility timeout is over.
        }
      }
    }
  }

  private static Set<String> failures(List<Message> batch, String answer) {
    var failed = new HashSet<String>();
    if (!answer.isEmpty()) {
      for (var failure : Json.parse(answer).path("batchItemFailures")) {
        failed.add(failure.path("itemIdentifier").asText());
      }
    }
    var known = new HashSet<String>();
    batch.forEach(message -> known.add(message.id()));
    // An identifier that is not of this batch makes the whole batch a failure.
    return known.containsAll(failed) ? failed : known;
  }

  private byte[] event(List<Message> batch) {
    var event = Json.object();
    var records = event.putArray("Records");
    for (var message : batch) {
      var record =
          records
              .addObject()
              .put("messageId", message.id())
              .put("receiptHandle", message.id() + "/" + message.receives())
              .put("body", message.body())
              .put("md5OfBody", md5(message.body()))
              .put("eventSource", "aws:sqs")
              .put("eventSourceARN", declared.arn())
              .put("awsRegion", Template.REGION);
      record.set("messageAttributes", message.attributes());
      record
          .putObject("attributes")
          .put("ApproximateReceiveCount", Integer.toString(message.receives()))
          .put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()))
          .put("SenderId", Template.ACCOUNT)
          .put(
              "ApproximateFirstReceiveTimestamp",
              Long.toString(message.firstReceivedAt().toEpochMilli()));
    }
    return Json.bytes(event);
  }

  static String md5(String body) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
