package dev.perennial.local.command;

import dev.perennial.doors.Cloud.Retries;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A stack on AWS, whose tables are named by it. */
final class Deployed {
  private Deployed() {}

  static Stores stores(String stack) {
    var dynamo = LambdaCloud.here().client(DynamoDbClient.class, Retries.SDK);
    return Stores.of(dynamo, stack + "-customers", stack + "-history", stack + "-programme");
  }
}
