package dev.perennial.audit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads a whole table, in many small segments: DynamoDB Local sorts a segment for every page. */
final class Tables {
  private static final int SEGMENTS = 256;

  private Tables() {}

  /**
   * Reads a table on several threads.
   *
   * @param each gets the items of one segment; those of one partition key are next to each other
   */
  static void read(
      DynamoDbClient dynamo, String table, Consumer<List<Map<String, AttributeValue>>> each) {
    IntStream.range(0, SEGMENTS)
        .parallel()
        .forEach(
            segment ->
                each.accept(
                    dynamo
                        .scanPaginator(
                            ScanRequest.builder()
                                .tableName(table)
                                .segment(segment)
                                .totalSegments(SEGMENTS)
                                .consistentRead(true)
                                .build())
                        .items()
                        .stream()
                        .toList()));
  }
}
