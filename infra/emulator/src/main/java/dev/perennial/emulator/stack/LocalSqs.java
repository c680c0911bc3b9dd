package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.template.Template;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** SQS as the handlers use it: sending. Every other call throws. */
final class LocalSqs implements SqsClient {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_DELAY = 900;

  private record Target(Template.Queue declared, MessageQueue queue) {}

  private final Map<String, Target> byUrl = new HashMap<>();
  private final Clock clock;

  LocalSqs(Clock clock) {
    this.clock = clock;
  }

  void add(Template.Queue declared, MessageQueue queue) {
    byUrl.put(declared.url(), new Target(declared, queue));
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    var target = target(request.queueUrl());
    var problem = problem(request.messageBody(), request.delaySeconds());
    if (problem != null) {
      throw SqsException.builder()
          .message(problem)
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("InvalidParameterValue")
                  .errorMessage(problem)
                  .build())
          .build();
    }
    var attributes = attributes(request.messageAttributes());
    var id = send(target, request.messageBody(), attributes, request.delaySeconds());
    return SendMessageResponse.builder()
        .messageId(id)
        .md5OfMessageBody(QueueConsumer.md5(request.messageBody()))
        .build();
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    var target = target(request.queueUrl());
    check(request);
    var sent = new ArrayList<SendMessageBatchResultEntry>();
    var refused = new ArrayList<BatchResultErrorEntry>();
    for (var entry : request.entries()) {
      var problem = problem(entry.messageBody(), entry.delaySeconds());
      if (problem != null) {
        refused.add(
            BatchResultErrorEntry.builder()
                .id(entry.id())
                .senderFault(true)
                .code("InvalidParameterValue")
                .message(problem)
                .build());
      } else {
        var attributes = attributes(entry.messageAttributes());
        var id = send(target, entry.messageBody(), attributes, entry.delaySeconds());
        sent.add(
            SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(id)
                .md5OfMessageBody(QueueConsumer.md5(entry.messageBody()))
                .build());
      }
    }
    return SendMessageBatchResponse.builder().successful(sent).failed(refused).build();
  }

  private static void check(SendMessageBatchRequest request) {
    if (request.entries().isEmpty()) {
      throw EmptyBatchRequestException.builder()
          .message("The batch request doesn't contain any entries.")
          .statusCode(400)
          .build();
    }
    if (request.entries().size() > MAX_ENTRIES) {
      throw TooManyEntriesInBatchRequestException.builder()
          .message("The batch request contains more than " + MAX_ENTRIES + " entries.")
          .statusCode(400)
          .build();
    }
    var ids = new HashSet<String>();
    if (!request.entries().stream().allMatch(entry -> ids.add(entry.id()))) {
      throw BatchEntryIdsNotDistinctException.builder()
          .message("Two or more batch entries in the request have the same Id.")
          .statusCode(400)
          .build();
    }
  }

  private Target target(String url) {
    var target = byUrl.get(url);
    if (target == null) {
      throw QueueDoesNotExistException.builder()
          .message("The specified queue does not exist: " + url)
          .statusCode(400)
          .build();
    }
    return target;
  }

  private static @Nullable String problem(@Nullable String body, @Nullable Integer delay) {
    if (body == null || body.isEmpty()) {
      return "The message body is empty.";
    }
    var bytes = body.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      return "The message has " + bytes + " bytes; " + MAX_BYTES + " are allowed.";
    }
    return delay != null && (delay < 0 || delay > MAX_DELAY)
        ? "DelaySeconds is " + delay + "; 0 to " + MAX_DELAY + " are allowed."
        : null;
  }

  private String send(
      Target target, String body, ObjectNode attributes, @Nullable Integer delaySeconds) {
    var delay = delaySeconds == null ? target.declared().delay() : Duration.ofSeconds(delaySeconds);
    return target.queue().send(body, attributes, clock.instant(), delay);
  }

  private static ObjectNode attributes(Map<String, MessageAttributeValue> attributes) {
    var json = Json.object();
    attributes.forEach(
        (name, value) -> {
          var one = json.putObject(name).put("dataType", value.dataType());
          if (value.stringValue() != null) {
            one.put("stringValue", value.stringValue());
          }
          if (value.binaryValue() != null) {
            var bytes = value.binaryValue().asByteArray();
            one.put("binaryValue", Base64.getEncoder().encodeToString(bytes));
          }
        });
    return json;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
