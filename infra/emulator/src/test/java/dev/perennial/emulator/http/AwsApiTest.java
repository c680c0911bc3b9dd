package dev.perennial.emulator.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Message;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.template.Template;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues and buses of a laptop stack, by the SDK's own clients over HTTP. */
class AwsApiTest {
  private static final String TEMPLATE =
      """
      Resources:
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
        Letters: {Type: AWS::SQS::Queue}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Bus
            EventPattern: {source: [till]}
            Targets: [{Id: letters, Arn: !GetAtt Letters.Arn}]
      """;

  private final LaptopStack stack =
      LaptopStack.start(
          Options.of(Template.parse("template.yaml", TEMPLATE, Map.of()), Instant.EPOCH));
  private LocalServer server = LocalServer.start(new Router(stack), 0, new Gate.Open());

  @AfterEach
  void stop() {
    server.close();
    stack.close();
  }

  private <C, B extends AwsClientBuilder<B, C>> C client(B builder, String secret) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + server.port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDLOCAL", secret)))
        .build();
  }

  private List<String> letters() {
    return stack.messages("Letters").stream().map(Message::body).toList();
  }

  private static PutEventsRequestEntry till(String type, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("shop")
        .source("till")
        .detailType(type)
        .detail(detail)
        .build();
  }

  @Test
  void messagesAreSentOneByOneAndTenAtATime() {
    try (var sqs = client(SqsClient.builder(), "any")) {
      var url = sqs.getQueueUrl(of -> of.queueName("perennial-Letters")).queueUrl();
      assertTrue(url.startsWith("http://localhost:" + server.port() + "/"), url);
      var sent = sqs.sendMessage(to -> to.queueUrl(url).messageBody("one, with ü"));
      assertEquals(sent.messageId(), stack.messages("Letters").getFirst().id());
      var ten =
          IntStream.range(0, 10)
              .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("m" + i))
              .map(entry -> entry.messageBody("a letter").build())
              .toList();
      var batch = sqs.sendMessageBatch(to -> to.queueUrl(url).entries(ten));
      assertEquals(10, batch.successful().size());
      assertEquals(11, letters().size());
      assertEquals("one, with ü", letters().getFirst());
    }
  }

  @Test
  void whatAQueueWouldRefuseIsRefusedWithItsName() {
    try (var sqs = client(SqsClient.builder(), "any")) {
      var unknown =
          assertThrows(
              SqsException.class,
              () -> sqs.sendMessage(to -> to.queueUrl("http://here/1/Other").messageBody("a")));
      assertTrue(
          unknown.awsErrorDetails().errorMessage().contains("there are [perennial-Letters]"));
      assertEquals(QueueDoesNotExistException.class, unknown.getClass());
      var url = "https://sqs.localhost/000000000000/perennial-Letters";
      var empty =
          assertThrows(
              SqsException.class, () -> sqs.sendMessage(to -> to.queueUrl(url).messageBody("")));
      assertTrue(empty.awsErrorDetails().errorMessage().contains("empty"));
      assertThrows(
          SqsException.class, () -> sqs.receiveMessage(of -> of.queueUrl(url)), "only sending");
      assertEquals(List.of(), letters());
    }
  }

  @Test
  void anEventIsPutOnABusAndOneThatIsNotSaysWhy() {
    try (var events = client(EventBridgeClient.builder(), "any")) {
      var right = till("a", "{}");
      var wrong = till("b", "no");
      var answer = events.putEvents(put -> put.entries(right, wrong));
      assertEquals(1, answer.failedEntryCount());
      assertEquals("MalformedDetail", answer.entries().getLast().errorCode());
      stack.drain();
      assertEquals(1, letters().size());
      assertTrue(letters().getFirst().contains("\"detail-type\":\"a\""), letters().toString());
    }
  }

  @Test
  void aStrictStackAsksForASignature() {
    server.close();
    server = LocalServer.start(new Router(stack), 0, new Gate.Strict("AKIDLOCAL", "a secret"));
    var url = "https://sqs.localhost/000000000000/perennial-Letters";
    try (var right = client(SqsClient.builder(), "a secret");
        var wrong = client(SqsClient.builder(), "another");
        var events = client(EventBridgeClient.builder(), "a secret")) {
      right.sendMessage(to -> to.queueUrl(url).messageBody("signed"));
      assertEquals(0, events.putEvents(put -> put.entries(till("c", "{}"))).failedEntryCount());
      var refused =
          assertThrows(
              SqsException.class, () -> wrong.sendMessage(to -> to.queueUrl(url).messageBody("b")));
      assertEquals(403, refused.statusCode());
      assertEquals("signed", letters().getFirst());
      assertFalse(letters().contains("b"));
    }
  }
}
