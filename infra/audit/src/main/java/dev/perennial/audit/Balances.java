package dev.perennial.audit;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.storage.Items;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All customers as the Customers table holds them, in the order of their ids. */
public final class Balances {
  private Balances() {}

  /** Hands over each customer, whole. */
  public static void each(DynamoDbClient dynamo, String table, Consumer<Customer> each) {
    var all = new TreeMap<String, Customer>();
    Tables.read(
        dynamo,
        table,
        items -> {
          var customers = Items.customers(items);
          synchronized (all) {
            customers.forEach(customer -> all.put(customer.customerId(), customer));
          }
        });
    all.values().forEach(each);
  }
}
