package dev.perennial.storage;

import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.history.HistoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** History in DynamoDB. */
public final class DynamoHistory implements HistoryStore {
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
  public boolean putNew(HistoryLine line, @Nullable Instant expires) {
    try {
      dynamo.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(Items.item(line, expires))
              .conditionExpression("attribute_not_exists(id)")
              .build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void replace(HistoryLine line, @Nullable Instant expires) {
    dynamo.putItem(
        PutItemRequest.builder().tableName(table).item(Items.item(line, expires)).build());
  }
}
