package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * Amazon's DynamoDB Local inside this JVM, with the declared tables. It notes which tables were
 * written, so that a stream is read only when there is something in it.
 */
final class Database implements AutoCloseable {
  private final AmazonDynamoDBLocal local;
  private final DynamoDbClient client;
  private final Map<String, Set<Runnable>> onWrite = new ConcurrentHashMap<>();

  /** Sort keys of indexes, by table. */
  private final Map<String, Set<String>> indexed = new ConcurrentHashMap<>();

  private volatile Consumer<Instant> onIndexed = _ -> {};

  Database(@Nullable Path file) {
    this.local = open(file);
    this.client =
        Calls.around(
            DynamoDbClient.class,
            local.dynamoDbClient(),
            "",
            new ClientInterceptor() {
              @Override
              public void after(AwsCall call, SdkResponse response) {
                noteWrites(call.request());
              }
            });
  }

  private static AmazonDynamoDBLocal open(@Nullable Path file) {
    // true turns DynamoDB Local's telemetry off.
    if (file == null) {
      return DynamoDBEmbedded.create(true);
    }
    return DatabaseFile.open(file);
  }

  DynamoDbClient client() {
    return client;
  }

  DynamoDbStreamsClient streams() {
    return Calls.around(
        DynamoDbStreamsClient.class, local.dynamoDbStreamsClient(), "", ClientInterceptor.NONE);
  }

  /** Has something run after each write to a table. */
  void onWrite(String table, Runnable run) {
    onWrite.computeIfAbsent(table, name -> ConcurrentHashMap.newKeySet()).add(run);
  }

  /** Has something see each instant by which an index sorts an item that is put. */
  void onIndexed(Consumer<Instant> see) {
    onIndexed = see;
  }

  private void noteIndexed(String table, Map<String, AttributeValue> item) {
    for (var attribute : indexed.getOrDefault(table, Set.of())) {
      var value = item.get(attribute);
      if (value != null && value.s() != null) {
        try {
          onIndexed.accept(Instant.parse(value.s()));
        } catch (DateTimeParseException e) {
          // an index by something else
        }
      }
    }
  }

  private void noteWrites(Object request) {
    switch (request) {
      case PutItemRequest put -> {
        noteIndexed(put.tableName(), put.item());
        note(put.tableName());
      }
      case UpdateItemRequest update -> note(update.tableName());
      case DeleteItemRequest delete -> note(delete.tableName());
      case BatchWriteItemRequest batch -> batch.requestItems().keySet().forEach(this::note);
      case TransactWriteItemsRequest all -> {
        for (var item : all.transactItems()) {
          if (item.put() != null) {
            noteIndexed(item.put().tableName(), item.put().item());
          }
        }
        all.transactItems().stream()
            .map(Database::written)
            .filter(Objects::nonNull)
            .distinct()
            .forEach(this::note);
      }
      default -> {}
    }
  }

  private static @Nullable String written(TransactWriteItem item) {
    if (item.put() != null) {
      return item.put().tableName();
    }
    if (item.update() != null) {
      return item.update().tableName();
    }
    return item.delete() == null ? null : item.delete().tableName();
  }

  private void note(String table) {
    // A table may be named by its ARN.
    var name = table.substring(table.lastIndexOf('/') + 1);
    onWrite.getOrDefault(name, Set.of()).forEach(Runnable::run);
  }

  /** Creates a declared table if it is not there. */
  void create(Template.Table table) {
    var sorted =
        table.indexes().stream()
            .flatMap(index -> index.keys().stream())
            .filter(key -> key.type().equals("RANGE"))
            .map(Template.Key::attribute)
            .collect(Collectors.toSet());
    indexed.put(table.name(), sorted);
    var request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(table.keys()))
            .attributeDefinitions(
                table.attributeTypes().entrySet().stream()
                    .map(
                        type ->
                            AttributeDefinition.builder()
                                .attributeName(type.getKey())
                                .attributeType(type.getValue())
                                .build())
                    .toList());
    if (table.stream() != null) {
      request.streamSpecification(
          StreamSpecification.builder().streamEnabled(true).streamViewType(table.stream()).build());
    }
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(Database::index).toList());
    }
    try {
      client.createTable(request.build());
    } catch (ResourceInUseException e) {
      // It is there from an earlier start.
    }
  }

  private static List<KeySchemaElement> keys(List<Template.Key> keys) {
    return keys.stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.attribute())
                    .keyType(key.type())
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(Template.Index index) {
    var projection = Projection.builder().projectionType(index.projection());
    if (!index.attributes().isEmpty()) {
      projection.nonKeyAttributes(index.attributes());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.keys()))
        .projection(projection.build())
        .build();
  }

  /** The ARN of a table's stream in this database. */
  String streamArn(String table) {
    return client.describeTable(request -> request.tableName(table)).table().latestStreamArn();
  }

  /** Closes every open shard, as DynamoDB Local does by itself every four hours. */
  void rollShards() {
    local.triggerShardRollovers();
  }

  @Override
  public void close() {
    local.shutdown();
  }
}
