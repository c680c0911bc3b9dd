package dev.perennial.local.command;

import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.doors.Cloud.Retries;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.storage.DynamoProgramme;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A stack on AWS, whose tables are named by it. */
final class Deployed {
  private Deployed() {}

  static ProgrammeStore programme(String stack) {
    var dynamo = LambdaCloud.here().client(DynamoDbClient.class, Retries.SDK);
    return new DynamoProgramme(dynamo, stack + "-programme");
  }
}
