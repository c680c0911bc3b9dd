package dev.perennial.local.command;

import dev.perennial.doors.Bus;
import dev.perennial.doors.Cloud.Retries;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A stack on AWS, whose tables are named by it. */
final class Deployed {
  private Deployed() {}

  static DynamoDbClient dynamo() {
    return LambdaCloud.here().client(DynamoDbClient.class, Retries.SDK);
  }

  /** The name of the table that holds the ledger. */
  static String history(String stack) {
    return stack + "-history";
  }

  static Bus bus(String stack) {
    return new Bus(new LambdaCloud(Map.of("BUS_NAME", stack), Clock.systemUTC()));
  }

  static Stores stores(String stack) {
    return Stores.of(dynamo(), stack + "-customers", history(stack), stack + "-programme");
  }
}
