package dev.perennial.runtime.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.Map;

/** Text attributes of a stream's records. */
public final class Records {
  private Records() {}

  /** A text attribute of the record's new image; "" when there is none. */
  public static String imageText(DynamodbStreamRecord record, String name) {
    return text(record.getDynamodb().getNewImage(), name);
  }

  /** A text attribute of the record's key; "" when there is none. */
  public static String keyText(DynamodbStreamRecord record, String name) {
    return text(record.getDynamodb().getKeys(), name);
  }

  private static String text(Map<String, AttributeValue> attributes, String name) {
    var value = attributes == null ? null : attributes.get(name);
    return value == null || value.getS() == null ? "" : value.getS();
  }
}
