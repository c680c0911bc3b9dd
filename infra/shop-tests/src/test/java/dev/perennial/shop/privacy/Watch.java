package dev.perennial.shop.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.StackListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Listens for canaries wherever personal data must not go: events, bodies of queues, what handlers
 * print, errors. Events of other sources, such as SES's own of a mail, are not ours and left out.
 * Of the mails some are refused by SES, which names their address.
 */
final class Watch implements ClientInterceptor, StackListener, AutoCloseable {
  /** One mail of so many is refused. */
  private static final int REFUSED = 5;

  private final AtomicInteger mails = new AtomicInteger();
  private final Map<String, String> heard = new ConcurrentSkipListMap<>();
  private final Map<String, Long> looked = new TreeMap<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  Watch() {
    var both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }

  private synchronized void listen(String where, String text) {
    looked.merge(where, 1L, Long::sum);
    var at = text.toLowerCase(Locale.ROOT).indexOf(Canaries.SONG);
    if (at >= 0) {
      heard.putIfAbsent(
          where, text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100)));
    }
  }

  @Override
  public void before(AwsCall call) {
    switch (call.request()) {
      case SendMessageBatchRequest batch ->
          batch.entries().forEach(entry -> listen("queue", entry.messageBody()));
      case SendMessageRequest message -> listen("queue", message.messageBody());
      case PutEventsRequest put -> put.entries().forEach(entry -> listen("event", entry.detail()));
      case SendRawEmailRequest mail when mails.incrementAndGet() % REFUSED == 0 ->
          throw MessageRejectedException.builder()
              .message("Email address is not verified: " + mail.destinations())
              .awsErrorDetails(AwsErrorDetails.builder().errorCode("MessageRejected").build())
              .statusCode(400)
              .build();
      default -> {}
    }
  }

  @Override
  public void event(String bus, JsonNode event) {
    if (event.path("source").asText().equals("perennial")) {
      listen("event", event.toString());
    }
  }

  @Override
  public void line(String function, String line) {
    listen(line.startsWith("{\"_aws\"") ? "figure" : "log", line);
  }

  /** An answer of the API that is not the customer's own. */
  void answered(int status, String text) {
    listen(status >= 400 ? "error" : "answer", text);
  }

  /** Looks at what a stack kept, and at what was printed meanwhile. */
  void lookInto(LaptopStack stack) {
    for (var queue : stack.template().queues().keySet()) {
      stack.messages(queue).forEach(message -> listen("queue", message.body()));
    }
    for (var failure : stack.failures()) {
      var trace = new StringWriter();
      failure.cause().printStackTrace(new PrintWriter(trace));
      listen("error", trace.toString());
    }
    listen("log", printed.toString(StandardCharsets.UTF_8));
  }

  /** Where a canary was heard, with what was around it. */
  Map<String, String> heard() {
    return heard;
  }

  /** How much was looked at of a kind. */
  long looked(String where) {
    return looked.getOrDefault(where, 0L);
  }

  /** The kinds that were looked at. */
  List<String> kinds() {
    return List.copyOf(looked.keySet());
  }
}
