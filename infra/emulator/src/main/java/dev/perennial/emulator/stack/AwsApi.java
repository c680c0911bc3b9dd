package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * SQS and EventBridge as AWS's own tools call them over HTTP, for a shop that puts messages into a
 * queue or events on a bus: {@code aws --endpoint-url}, and any SDK that is told where. Both speak
 * JSON, and name the operation in a header.
 */
final class AwsApi {
  /** The header that names the service and the operation. */
  static final String TARGET = "x-amz-target";

  private static final String TYPE = "application/x-amz-json-1.0";

  private final SqsClient sqs;
  private final EventBridgeClient events;
  private final Map<String, String> urlsByName;

  /**
   * @param urlsByName of the declared queues
   */
  AwsApi(SqsClient sqs, EventBridgeClient events, Map<String, String> urlsByName) {
    this.sqs = sqs;
    this.events = events;
    this.urlsByName = new TreeMap<>(urlsByName);
  }

  /** Answers as the service does; a refusal is its JSON with the status that AWS gives it. */
  HttpAnswer answer(HttpCall call) {
    try {
      return HttpAnswer.of(
          200, TYPE, Json.text(answer(call, Json.parse(call.body().asUtf8String()))));
    } catch (AwsServiceException e) {
      var details = e.awsErrorDetails();
      var type = details == null ? e.getClass().getSimpleName() : details.errorCode();
      var message = details == null ? e.getMessage() : details.errorMessage();
      return refused(type.replaceFirst("Exception$", ""), String.valueOf(message));
    } catch (UncheckedIOException e) {
      return refused("SerializationException", "the body is not JSON");
    } catch (IllegalArgumentException e) {
      return refused("InvalidParameterValue", String.valueOf(e.getMessage()));
    }
  }

  private static HttpAnswer refused(String type, String message) {
    return HttpAnswer.of(
        400, TYPE, Json.text(Json.object().put("__type", type).put("message", message)));
  }

  private ObjectNode answer(HttpCall call, JsonNode asked) {
    return switch (call.header(TARGET)) {
      case "AmazonSQS.SendMessage" -> sent(asked);
      case "AmazonSQS.SendMessageBatch" -> sentBatch(asked);
      case "AmazonSQS.GetQueueUrl" ->
          Json.object()
              .put("QueueUrl", "http://" + call.header("host") + path(asked.path("QueueName")));
      case "AWSEvents.PutEvents" -> put(asked);
      default ->
          throw new IllegalArgumentException(
              "the laptop stack has SendMessage, SendMessageBatch and GetQueueUrl of SQS and"
                  + " PutEvents of EventBridge, not "
                  + call.header(TARGET));
    };
  }

  private String path(JsonNode name) {
    return url(name.asText()).replaceFirst("^https?://[^/]*", "");
  }

  /** The queue that a URL or a name means: where the URL leads is the caller's business. */
  private String url(String urlOrName) {
    var url = urlsByName.get(urlOrName.substring(urlOrName.lastIndexOf('/') + 1));
    if (url == null) {
      var message = "no queue " + urlOrName + "; there are " + urlsByName.keySet();
      throw QueueDoesNotExistException.builder()
          .message(message)
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("QueueDoesNotExist")
                  .errorMessage(message)
                  .build())
          .build();
    }
    return url;
  }

  private ObjectNode sent(JsonNode asked) {
    var sent =
        sqs.sendMessage(
            SendMessageRequest.builder()
                .queueUrl(url(asked.path("QueueUrl").asText()))
                .messageBody(body(asked))
                .delaySeconds(delay(asked))
                .build());
    return Json.object()
        .put("MessageId", sent.messageId())
        .put("MD5OfMessageBody", sent.md5OfMessageBody());
  }

  private ObjectNode sentBatch(JsonNode asked) {
    var entries =
        asked
            .path("Entries")
            .valueStream()
            .map(
                entry ->
                    SendMessageBatchRequestEntry.builder()
                        .id(entry.path("Id").asText())
                        .messageBody(body(entry))
                        .delaySeconds(delay(entry))
                        .build())
            .toList();
    var request =
        SendMessageBatchRequest.builder()
            .queueUrl(url(asked.path("QueueUrl").asText()))
            .entries(entries);
    var answer = sqs.sendMessageBatch(request.build());
    var json = Json.object();
    var successful = json.putArray("Successful");
    for (var each : answer.successful()) {
      successful
          .addObject()
          .put("Id", each.id())
          .put("MessageId", each.messageId())
          .put("MD5OfMessageBody", each.md5OfMessageBody());
    }
    var failed = json.putArray("Failed");
    for (var each : answer.failed()) {
      failed
          .addObject()
          .put("Id", each.id())
          .put("SenderFault", each.senderFault())
          .put("Code", each.code())
          .put("Message", each.message());
    }
    return json;
  }

  private static @Nullable Integer delay(JsonNode asked) {
    return asked.has("DelaySeconds") ? asked.path("DelaySeconds").asInt() : null;
  }

  /** Their digest, which clients check, would have to be answered with. */
  private static String body(JsonNode asked) {
    if (!asked.path("MessageAttributes").isEmpty()) {
      throw new IllegalArgumentException("the laptop stack takes no MessageAttributes");
    }
    return asked.path("MessageBody").asText();
  }

  private ObjectNode put(JsonNode asked) {
    var entries = asked.path("Entries").valueStream().map(AwsApi::entry).toList();
    var answer = events.putEvents(PutEventsRequest.builder().entries(entries).build());
    var json = Json.object().put("FailedEntryCount", answer.failedEntryCount());
    var results = json.putArray("Entries");
    for (var each : answer.entries()) {
      var result = results.addObject();
      if (each.errorCode() == null) {
        result.put("EventId", each.eventId());
      } else {
        result.put("ErrorCode", each.errorCode()).put("ErrorMessage", each.errorMessage());
      }
    }
    return json;
  }

  private static PutEventsRequestEntry entry(JsonNode asked) {
    var entry =
        PutEventsRequestEntry.builder()
            .source(asked.path("Source").asText())
            .detailType(asked.path("DetailType").asText())
            .detail(asked.path("Detail").asText())
            .eventBusName(asked.path("EventBusName").asText("default"))
            .resources(asked.path("Resources").valueStream().map(JsonNode::asText).toList());
    if (asked.path("Time").isNumber()) {
      entry.time(Instant.ofEpochMilli(Math.round(asked.path("Time").asDouble() * 1000)));
    }
    return entry.build();
  }
}
