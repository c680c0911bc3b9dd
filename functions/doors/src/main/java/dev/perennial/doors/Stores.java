package dev.perennial.doors;

import dev.perennial.domain.customers.CustomerStore;
import dev.perennial.domain.history.HistoryStore;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.storage.DynamoCustomers;
import dev.perennial.storage.DynamoHistory;
import dev.perennial.storage.DynamoProgramme;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores of a function, as its environment names their tables. */
public record Stores(CustomerStore customers, HistoryStore history, ProgrammeStore programme) {
  /** The stores in a cloud's DynamoDB. */
  public static Stores in(Cloud cloud) {
    var dynamo = cloud.client(DynamoDbClient.class, Cloud.Retries.SDK);
    return new Stores(
        new DynamoCustomers(dynamo, cloud.env("CUSTOMERS_TABLE"), cloud.env("HISTORY_TABLE")),
        new DynamoHistory(dynamo, cloud.env("HISTORY_TABLE")),
        new DynamoProgramme(dynamo, cloud.env("PROGRAMME_TABLE")));
  }
}
