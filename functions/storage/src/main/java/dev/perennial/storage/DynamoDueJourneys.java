package dev.perennial.storage;

import dev.perennial.domain.ledger.DueJourneys;
import java.time.Instant;
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
    var request =
        QueryRequest.builder()
            .tableName(customers)
            .indexName(INDEX)
            .keyConditionExpression(Items.DUE_SHARD + " = :shard")
            .expressionAttributeValues(Map.of(":shard", Items.text(Integer.toString(shard))))
            .limit(most + 1);
    for (var item : dynamo.query(request.build()).items()) {
      var due = Instant.parse(Items.text(item, Items.DUE_AT));
      if (due.isAfter(now) || found.size() == most) {
        return new Found(found, due);
      }
      found.add(Items.customerId(item));
    }
    return new Found(found, null);
  }
}
