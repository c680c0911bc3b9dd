package dev.perennial.emulator.stack;

import dev.perennial.runtime.cloud.Cloud;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.ConfigurationSetDoesNotExistException;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The stand-ins refuse what AWS refuses. */
class RefusalTest {
  private static final LaptopStack STACK = LaptopStack.start(SmallShop.options(SmallShop.TEMPLATE));
  private static final Cloud CLOUD = STACK.cloud("Writer");

  private final EventBridgeClient events = CLOUD.client(EventBridgeClient.class, Cloud.Retries.SDK);
  private final SqsClient queues = CLOUD.client(SqsClient.class, Cloud.Retries.SDK);
  private final SesClient mail = CLOUD.client(SesClient.class, Cloud.Retries.NONE);

  @AfterAll
  static void stop() {
    STACK.close();
  }

  private static PutEventsRequestEntry.Builder event() {
    return PutEventsRequestEntry.builder().source("shop").detailType("Seen").detail("{}");
  }

  private String refusal(PutEventsRequestEntry entry) {
    var answer = events.putEvents(put -> put.entries(event().build(), entry));
    assertEquals(1, answer.failedEntryCount());
    assertEquals(2, answer.entries().size());
    return answer.entries().get(1).errorCode();
  }

  @Test
  void eventsAreRefusedOneByOne() {
    assertEquals("InvalidArgument", refusal(event().eventBusName("undeclared").build()));
    assertEquals("InvalidArgument", refusal(event().source("").build()));
    assertEquals("MalformedDetail", refusal(event().detail("[]").build()));
    assertEquals("MalformedDetail", refusal(event().detail("{").build()));
    assertEquals("NotAuthorizedForSourceException", refusal(event().source("aws.ses").build()));
  }

  @Test
  void elevenEventsOrTooManyBytesAreRefusedWhole() {
    var eleven = Collections.nCopies(11, event().build());
    assertThrows(EventBridgeException.class, () -> events.putEvents(put -> put.entries(eleven)));
    var big = event().detail("{\"x\":\"" + "x".repeat(256 * 1024) + "\"}").build();
    assertThrows(EventBridgeException.class, () -> events.putEvents(put -> put.entries(big)));
  }

  @Test
  void messagesAreRefused() {
    var url = CLOUD.env("LETTERS");
    assertThrows(
        QueueDoesNotExistException.class,
        () -> queues.sendMessage(send -> send.queueUrl(url + "x").messageBody("x")));
    assertThrows(
        SqsException.class, () -> queues.sendMessage(send -> send.queueUrl(url).messageBody("")));
    assertThrows(
        SqsException.class,
        () -> queues.sendMessage(send -> send.queueUrl(url).messageBody("x").delaySeconds(901)));
    assertThrows(
        TooManyEntriesInBatchRequestException.class,
        () -> queues.sendMessageBatch(send -> send.queueUrl(url).entries(entries(11))));
    var answer =
        queues.sendMessageBatch(
            send ->
                send.queueUrl(url)
                    .entries(
                        SendMessageBatchRequestEntry.builder().id("0").messageBody("x").build(),
                        SendMessageBatchRequestEntry.builder().id("1").messageBody("").build()));
    assertEquals("0", answer.successful().getFirst().id());
    assertEquals("1", answer.failed().getFirst().id());
  }

  private static List<SendMessageBatchRequestEntry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("" + i).messageBody("x").build())
        .toList();
  }

  private void send(String raw, String set, String tag) {
    mail.sendRawEmail(
        send ->
            send.rawMessage(message -> message.data(SdkBytes.fromUtf8String(raw)))
                .configurationSetName(set)
                .tags(MessageTag.builder().name("t").value(tag).build()));
  }

  @Test
  void mailsAreRefused() {
    var raw = "From: a@example.com\r\nTo: b@example.com\r\nSubject: s\r\n\r\nHello\r\n";
    var before = STACK.mailbox().size();
    assertThrows(ConfigurationSetDoesNotExistException.class, () -> send(raw, "undeclared", "ok"));
    assertThrows(SesException.class, () -> send(raw, "mailing", "not ok"));
    assertThrows(SesException.class, () -> send("From: a@example.com\r\n\r\nx", "mailing", "ok"));
    assertThrows(SesException.class, () -> send("To: a@example.com\r\n\r\nx", "mailing", "ok"));
    assertEquals(before, STACK.mailbox().size());
    send(raw, "mailing", "ok");
    assertEquals(before + 1, STACK.mailbox().size());
  }

  @Test
  void whatTheTemplateDoesNotUseIsNotThere() {
    assertThrows(UnsupportedOperationException.class, () -> queues.listQueues());
    assertThrows(UnsupportedOperationException.class, () -> mail.getSendQuota());
    var e = assertThrows(IllegalStateException.class, () -> CLOUD.env("ORDERS"));
    assertTrue(
        String.valueOf(e.getMessage()).contains("Writer has no environment variable ORDERS"));
    assertThrows(IllegalArgumentException.class, () -> STACK.messages("Nowhere"));
    assertThrows(IllegalArgumentException.class, () -> STACK.putEvent("x", "a", "b", "{}"));
  }
}
