package dev.perennial.storage;

import dev.perennial.domain.programme.ProgrammeStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The shop's documents in DynamoDB. */
public final class DynamoProgramme implements ProgrammeStore {
  private final DynamoDbClient dynamo;
  private final String table;

  /**
   * @param table name of the Programme table
   */
  public DynamoProgramme(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<Document> after(String kind, String version) {
    return dynamo
        .queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("kind = :kind AND version > :version")
                .expressionAttributeValues(
                    Map.of(
                        ":kind",
                        Items.text(kind),
                        ":version",
                        // keys can't be empty; a space sorts before every version
                        Items.text(version.isEmpty() ? " " : version)))
                .build())
        .items()
        .stream()
        .map(item -> document(kind, item))
        .toList();
  }

  @Override
  public Optional<Document> latest(String kind) {
    return dynamo
        .query(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("kind = :kind")
                .expressionAttributeValues(Map.of(":kind", Items.text(kind)))
                .scanIndexForward(false)
                .limit(1)
                .build())
        .items()
        .stream()
        .map(item -> document(kind, item))
        .findFirst();
  }

  private static Document document(String kind, Map<String, AttributeValue> item) {
    return new Document(kind, Items.text(item, "version"), Items.body(item));
  }

  @Override
  public Optional<Document> document(String kind, String version) {
    var answer =
        dynamo.getItem(
            GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("kind", Items.text(kind), "version", Items.text(version)))
                .consistentRead(true)
                .build());
    return answer.hasItem()
        ? Optional.of(new Document(kind, version, Items.body(answer.item())))
        : Optional.empty();
  }

  /** A part of the transaction that writes a customer: a document that is always the same. */
  TransactWriteItem put(Document document) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item(document)))
        .build();
  }

  private static Map<String, AttributeValue> item(Document document) {
    return Map.of(
        "kind",
        Items.text(document.kind()),
        "version",
        Items.text(document.version()),
        Items.BODY,
        Items.text(document.body()));
  }

  @Override
  public boolean putNew(Document document) {
    try {
      dynamo.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(item(document))
              .conditionExpression("attribute_not_exists(kind)")
              .build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
