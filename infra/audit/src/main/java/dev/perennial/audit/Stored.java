package dev.perennial.audit;

import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What DynamoDB bills a table's storage by.
 *
 * @param bytes of all items, with the hundred that each has beside
 */
public record Stored(long items, long bytes) {
  private static final int BESIDE = 100;

  /** Reads the whole table. */
  public static Stored of(DynamoDbClient dynamo, String table) {
    var items = new LongAdder();
    var bytes = new LongAdder();
    Tables.read(
        dynamo,
        table,
        some -> {
          items.add(some.size());
          some.forEach(item -> bytes.add(ItemSize.bytes(item) + BESIDE));
        });
    return new Stored(items.sum(), bytes.sum());
  }
}
