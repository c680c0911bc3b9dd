package dev.perennial.storage;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** History in DynamoDB. */
public final class DynamoHistory implements HistoryStore {
  /** As many as one call of BatchWriteItem takes. */
  private static final int MAX_DELETED = 25;

  /** Of one call of {@link #forget}: twenty calls of BatchWriteItem, less than a second. */
  private static final int MAX_FORGOTTEN = 20 * MAX_DELETED;

  /** The index that holds whole the lines with the attribute {@link Items#PLACE}. */
  public static final String BESIDE_LEDGER = "beside-ledger";

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
  public List<HistoryLine> between(String customerId, String first, String last, int max) {
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
                .limit(max)
                .build())
        .items()
        .stream()
        .limit(max)
        .map(Items::line)
        .toList();
  }

  @Override
  public Stretch stretch(String customerId, List<String> lineIds) {
    var found = new HashMap<String, Map<String, AttributeValue>>();
    List<Map<String, AttributeValue>> open =
        lineIds.stream().map(id -> Items.key(customerId, id)).toList();
    while (!open.isEmpty()) {
      var asked = KeysAndAttributes.builder().keys(open).consistentRead(true).build();
      var answer =
          dynamo.batchGetItem(
              BatchGetItemRequest.builder().requestItems(Map.of(table, asked)).build());
      answer
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> found.put(Items.lineId(item), item));
      var left = answer.unprocessedKeys().get(table);
      open = left == null ? List.of() : left.keys();
    }
    var first = found.get(lineIds.getFirst());
    return new Stretch(
        lineIds.stream().map(found::get).filter(Objects::nonNull).map(Items::line).toList(),
        first == null ? List.of() : Items.before(first));
  }

  @Override
  public List<HistoryLine> besideLedger(String customerId, @Nullable Place before, int max) {
    var lines = new ArrayList<HistoryLine>();
    var pages =
        dynamo.queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .indexName(BESIDE_LEDGER)
                .keyConditionExpression("customerId = :customer AND place <= :place")
                .expressionAttributeValues(
                    Map.of(
                        ":customer",
                        Items.text(customerId),
                        ":place",
                        Items.text(before == null ? LineId.END : Items.place(before))))
                .scanIndexForward(false)
                .limit(max)
                .build());
    for (var item : pages.items()) {
      var line = Items.line(item);
      // those of one instant come in any order: all of them, or the next page would miss some
      if (lines.size() >= max && !isOfOneInstant(lines.getLast(), line)) {
        break;
      }
      if (before == null || Place.of(line).compareTo(before) < 0) {
        lines.add(line);
      }
    }
    return lines.stream().sorted(Comparator.comparing(Place::of).reversed()).limit(max).toList();
  }

  private static boolean isOfOneInstant(HistoryLine one, HistoryLine other) {
    return Items.place(Place.of(one)).equals(Items.place(Place.of(other)));
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
  public boolean forget(String customerId, String prefix, long version) {
    var found =
        dynamo.query(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("customerId = :customer AND begins_with(id, :prefix)")
                .expressionAttributeValues(
                    Map.of(":customer", Items.text(customerId), ":prefix", Items.text(prefix)))
                .limit(MAX_FORGOTTEN)
                .build());
    var keys =
        found.items().stream()
            .filter(item -> isUpTo(item, version))
            .map(item -> Items.key(Items.customerId(item), Items.lineId(item)))
            .toList();
    for (int from = 0; from < keys.size(); from += MAX_DELETED) {
      if (!delete(keys.subList(from, Math.min(from + MAX_DELETED, keys.size())))) {
        return false;
      }
    }
    return !found.hasLastEvaluatedKey() || found.lastEvaluatedKey().isEmpty();
  }

  /** What can't be read goes as well: it may be anything. */
  private static boolean isUpTo(Map<String, AttributeValue> item, long version) {
    try {
      return Items.line(item).seq() <= version;
    } catch (UnreadableItem e) {
      return true;
    }
  }

  /** False when DynamoDB is busy and left some undone. */
  private boolean delete(List<Map<String, AttributeValue>> keys) {
    var batch =
        keys.stream()
            .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build())
            .toList();
    var request = BatchWriteItemRequest.builder().requestItems(Map.of(table, batch)).build();
    return dynamo.batchWriteItem(request).unprocessedItems().isEmpty();
  }

  @Override
  public void replace(HistoryLine line, @Nullable Instant expires) {
    dynamo.putItem(
        PutItemRequest.builder().tableName(table).item(Items.item(line, expires)).build());
  }
}
