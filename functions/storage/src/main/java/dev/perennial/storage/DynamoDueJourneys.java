package dev.perennial.storage;

import dev.perennial.domain.ledger.DueJourneys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The sparse index of Customers in which mail logs stand whose journeys wait. */
public final class DynamoDueJourneys implements DueJourneys {
  private static final String INDEX = "due";

  private final DynamoDbClient dynamo;
  private final String customers;

  /**
   * @param customers name of the Customers table
   */
  public DynamoDueJourneys(DynamoDbClient dynamo, String customers) {
    this.dynamo = dynamo;
    this.customers = customers;
  }

  @Override
  public Found due(int shard, Instant now, int most) {
    var found = new ArrayList<String>();
    var answer = dynamo.query(request(shard, "<=", now).limit(most).build());
    for (var item : answer.items()) {
      found.add(Items.customerId(item));
    }
    if (answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty()) {
      return new Found(found, now);
    }
    var later = dynamo.query(request(shard, ">", now).limit(1).build()).items();
    return new Found(
        found, later.isEmpty() ? null : Instant.parse(Items.text(later.getFirst(), Items.DUE_AT)));
  }

  private QueryRequest.Builder request(int shard, String comparison, Instant now) {
    return QueryRequest.builder()
        .tableName(customers)
        .indexName(INDEX)
        .keyConditionExpression(
            Items.DUE_SHARD + " = :shard AND " + Items.DUE_AT + " " + comparison + " :now")
        .expressionAttributeValues(
            Map.of(
                ":shard",
                Items.text(Integer.toString(shard)),
                ":now",
                Items.text(now.truncatedTo(ChronoUnit.SECONDS).toString())));
  }
}
