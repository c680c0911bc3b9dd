package dev.perennial.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DynamoDB bills for an item: the bytes of names and values. DynamoDB Local reports capacity
 * that AWS would not, so units are computed from these sizes.
 */
public final class ItemSize {
  private static final int WRITE_UNIT = 1024;
  private static final int READ_UNIT = 4096;

  private ItemSize() {}

  /** Bytes of an item of texts, numbers and bytes, as this project's are. */
  public static int bytes(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (var entry : item.entrySet()) {
      var value = entry.getValue();
      bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      if (value.s() != null) {
        bytes += value.s().getBytes(StandardCharsets.UTF_8).length;
      } else if (value.n() != null) {
        // two digits a byte and one more
        bytes += (value.n().length() + 1) / 2 + 1;
      } else if (value.b() != null) {
        bytes += value.b().asByteArrayUnsafe().length;
      } else {
        throw new IllegalArgumentException("no text, number or bytes: " + entry.getKey());
      }
    }
    return bytes;
  }

  /** Write units of one item outside of a transaction; within one they are double. */
  public static int writeUnits(Map<String, AttributeValue> item) {
    return Math.max(1, Math.ceilDiv(bytes(item), WRITE_UNIT));
  }

  /** Halves of read units of one read of items: two a unit when it must be of the latest. */
  public static int halfReadUnits(List<Map<String, AttributeValue>> items, boolean latest) {
    var bytes = items.stream().mapToInt(ItemSize::bytes).sum();
    return Math.max(1, Math.ceilDiv(bytes, READ_UNIT)) * (latest ? 2 : 1);
  }
}
