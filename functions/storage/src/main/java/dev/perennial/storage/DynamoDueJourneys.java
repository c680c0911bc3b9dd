package dev.perennial.storage;

import dev.perennial.domain.ledger.DueJourneys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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

  /** Where nobody is due, one query of half a unit says so, and who will be next. */
  @Override
  public Found due(int shard, Instant now, int most) {
    var until = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var first = dynamo.query(request(shard, "", Map.of()).limit(1).build()).items();
    if (first.isEmpty()) {
      return new Found(List.of(), null);
    }
    var earliest = Items.text(first.getFirst(), Items.DUE_AT);
    if (earliest.compareTo(until) > 0) {
      return new Found(List.of(), Instant.parse(earliest));
    }
    var upTo = Map.of(":now", Items.text(until));
    var found = new ArrayList<String>();
    for (var item :
        dynamo
            .query(request(shard, " AND " + Items.DUE_AT + " <= :now", upTo).limit(most).build())
            .items()) {
      found.add(Items.customerId(item));
    }
    return new Found(found, now);
  }

  private QueryRequest.Builder request(int shard, String more, Map<String, AttributeValue> values) {
    var all = new HashMap<>(values);
    all.put(":shard", Items.text(Integer.toString(shard)));
    return QueryRequest.builder()
        .tableName(customers)
        .indexName(INDEX)
        .keyConditionExpression(Items.DUE_SHARD + " = :shard" + more)
        .expressionAttributeValues(all);
  }
}
