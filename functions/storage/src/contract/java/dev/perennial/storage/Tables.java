package dev.perennial.storage;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The three tables in a DynamoDB, with the keys that template.yaml gives them.
 *
 * @param prefix what their names begin with
 */
public record Tables(DynamoDbClient dynamo, String prefix) {
  /** Creates them, and waits until they are there. */
  public Tables create() {
    create(customersName(), "customerId", "id", Tables::withIndex);
    create(historyName(), "customerId", "id", Tables::withPlaces);
    create(programmeName(), "kind", "version", _ -> {});
    return this;
  }

  public String customersName() {
    return prefix + "-customers";
  }

  public String historyName() {
    return prefix + "-history";
  }

  public String programmeName() {
    return prefix + "-programme";
  }

  public DynamoCustomers customers() {
    return new DynamoCustomers(dynamo, customersName(), historyName(), programmeName());
  }

  public DynamoDueJourneys dueJourneys() {
    return new DynamoDueJourneys(dynamo, customersName());
  }

  public DynamoRewards rewards() {
    return new DynamoRewards(dynamo, programmeName());
  }

  public DynamoHistory history() {
    return new DynamoHistory(dynamo, historyName());
  }

  public DynamoProgramme programme() {
    return new DynamoProgramme(dynamo, programmeName());
  }

  private static void withIndex(CreateTableRequest.Builder table) {
    table
        .attributeDefinitions(text("customerId"), text("id"), text("dueShard"), text("dueAt"))
        .globalSecondaryIndexes(
            List.of(
                GlobalSecondaryIndex.builder()
                    .indexName("due")
                    .keySchema(key("dueShard", KeyType.HASH), key("dueAt", KeyType.RANGE))
                    .projection(of -> of.projectionType(ProjectionType.KEYS_ONLY))
                    .build()));
  }

  private static void withPlaces(CreateTableRequest.Builder table) {
    table
        .attributeDefinitions(text("customerId"), text("id"), text("place"))
        .globalSecondaryIndexes(List.of(besideLedger()));
  }

  private void create(
      String name, String partition, String sort, Consumer<CreateTableRequest.Builder> more) {
    dynamo.createTable(
        table -> {
          table
              .tableName(name)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(key(partition, KeyType.HASH), key(sort, KeyType.RANGE))
              .attributeDefinitions(List.of(text(partition), text(sort)));
          more.accept(table);
        });
    try (var waiter = DynamoDbWaiter.builder().client(dynamo).build()) {
      waiter.waitUntilTableExists(wait -> wait.tableName(name));
    }
  }

  private static GlobalSecondaryIndex besideLedger() {
    return GlobalSecondaryIndex.builder()
        .indexName(DynamoHistory.BESIDE_LEDGER)
        .keySchema(key("customerId", KeyType.HASH), key("place", KeyType.RANGE))
        .projection(all -> all.projectionType(ProjectionType.ALL))
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
