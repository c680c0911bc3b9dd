package dev.perennial.cli;

import dev.perennial.runtime.cloud.Cloud.Retries;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Bus;
import dev.perennial.runtime.priming.LambdaCloud;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A stack on AWS, whose tables are named by it. Where and as whom to call is looked up before
 * anything is called: the SDK tells each place where it looked, and not what to do.
 */
final class Deployed {
  private Deployed() {}

  static DynamoDbClient dynamo() {
    return cloud(System.getenv()).client(DynamoDbClient.class, Retries.SDK);
  }

  /** The name of the table that holds the ledger. */
  static String history(String stack) {
    return stack + "-history";
  }

  static Bus bus(String stack) {
    return new Bus(cloud(Map.of("BUS_NAME", stack)));
  }

  private static Cloud cloud(Map<String, String> environment) {
    try {
      new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkClientException e) {
      throw new Failed(
          "no AWS region: set AWS_REGION, or AWS_PROFILE to a profile that has a region");
    }
    try (var credentials = DefaultCredentialsProvider.builder().build()) {
      credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw new Failed(
          "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a"
              + " profile that is logged in");
    }
    return new LambdaCloud(environment, Clock.systemUTC());
  }

  static Stores stores(String stack) {
    return Stores.of(dynamo(), stack + "-customers", history(stack), stack + "-programme");
  }
}
