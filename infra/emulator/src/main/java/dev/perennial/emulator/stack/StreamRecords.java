package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.template.Template;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Stream records in the JSON of a Lambda event. */
final class StreamRecords {
  private StreamRecords() {}

  /**
   * One record.
   *
   * @param now stands in for the creation time, which DynamoDB Local takes from the machine's clock
   */
  static ObjectNode json(Record record, String streamArn, Instant now) {
    var change = record.dynamodb();
    var dynamodb =
        Json.object()
            .put("ApproximateCreationDateTime", now.getEpochSecond())
            .put("SequenceNumber", change.sequenceNumber())
            .put("SizeBytes", change.sizeBytes())
            .put("StreamViewType", change.streamViewTypeAsString());
    dynamodb.set("Keys", attributes(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", attributes(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", attributes(change.oldImage()));
    }
    var json =
        Json.object()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", record.eventVersion())
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", Template.REGION)
            .put("eventSourceARN", streamArn);
    json.set("dynamodb", dynamodb);
    return json;
  }

  private static ObjectNode attributes(Map<String, AttributeValue> item) {
    var json = Json.object();
    item.forEach((name, value) -> json.set(name, attribute(value)));
    return json;
  }

  private static JsonNode attribute(AttributeValue value) {
    var json = Json.object();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case B -> json.put("B", base64(value.b().asByteArray()));
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case M -> json.set("M", attributes(value.m()));
      case L -> {
        var list = json.putArray("L");
        value.l().forEach(element -> list.add(attribute(element)));
      }
      case SS -> value.ss().forEach(json.withArray("SS")::add);
      case NS -> value.ns().forEach(json.withArray("NS")::add);
      case BS -> value.bs().forEach(bytes -> json.withArray("BS").add(base64(bytes.asByteArray())));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("an attribute type that the SDK does not know");
    }
    return json;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
