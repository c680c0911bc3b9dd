package dev.perennial.storage;

import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.history.HistoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** History in DynamoDB. */
public final class DynamoHistory implements HistoryStore {
  /** As many as one call of BatchWriteItem takes. */
  private static final int MOST_DELETED = 25;

  private static final int TRIES = 10;

  private final DynamoDbClient dynamo;
  private final String table;

  /**
   * @param table name of the History table
   */
  public DynamoHistory(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<HistoryLine> find(String customerId, String lineId) {
    var answer =
        dynamo.getItem(
            GetItemRequest.builder()
                .tableName(table)
                .key(Items.key(customerId, lineId))
                .consistentRead(true)
                .build());
    return answer.hasItem() ? Optional.of(Items.line(answer.item())) : Optional.empty();
  }

  @Override
  public List<HistoryLine> startingWith(String customerId, String prefix) {
    // DynamoDB takes no empty text as part of a key, not even as a prefix
    var any = prefix.isEmpty();
    return dynamo
        .queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(
                    "customerId = :customer" + (any ? "" : " AND begins_with(id, :prefix)"))
                .expressionAttributeValues(
                    any
                        ? Map.of(":customer", Items.text(customerId))
                        : Map.of(
                            ":customer", Items.text(customerId), ":prefix", Items.text(prefix)))
                .build())
        .items()
        .stream()
        .map(Items::line)
        .toList();
  }

  @Override
  public List<HistoryLine> between(String customerId, String first, String last, int most) {
    return dynamo
        .queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("customerId = :customer AND id BETWEEN :first AND :last")
                .expressionAttributeValues(
                    Map.of(
                        ":customer", Items.text(customerId),
                        ":first", Items.text(first),
                        ":last", Items.text(last)))
                .limit(most)
                .build())
        .items()
        .stream()
        .limit(most)
        .map(Items::line)
        .toList();
  }

  @Override
  public boolean putNew(HistoryLine line, @Nullable Instant expires) {
    try {
      dynamo.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(Items.item(line, expires))
              .conditionExpression("attribute_not_exists(id)")
              .build());
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    }
  }

  @Override
  public void forget(String customerId, String prefix) {
    var keys =
        dynamo
            .queryPaginator(
                QueryRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("customerId = :customer AND begins_with(id, :prefix)")
                    .projectionExpression("customerId, id")
                    .expressionAttributeValues(
                        Map.of(":customer", Items.text(customerId), ":prefix", Items.text(prefix)))
                    .build())
            .items();
    var batch = new ArrayList<WriteRequest>();
    for (var key : keys) {
      batch.add(WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build());
      if (batch.size() == MOST_DELETED) {
        delete(batch);
        batch.clear();
      }
    }
    delete(batch);
  }

  /** What DynamoDB leaves undone when it is busy is asked for again. */
  private void delete(List<WriteRequest> batch) {
    var left = batch.isEmpty() ? Map.<String, List<WriteRequest>>of() : Map.of(table, batch);
    for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
      var asked = left;
      left = dynamo.batchWriteItem(request -> request.requestItems(asked)).unprocessedItems();
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException("DynamoDB is too busy to delete; repeat the same call");
    }
  }

  @Override
  public void replace(HistoryLine line, @Nullable Instant expires) {
    dynamo.putItem(
        PutItemRequest.builder().tableName(table).item(Items.item(line, expires)).build());
  }
}
