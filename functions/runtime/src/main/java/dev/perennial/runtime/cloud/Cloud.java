package dev.perennial.runtime.cloud;

import dev.perennial.runtime.priming.LambdaCloud;
import java.time.Clock;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What surrounds a handler: AWS on Lambda ({@link LambdaCloud}), the laptop stack, or a test. Every
 * handler has a no-argument constructor for Lambda and one that takes a Cloud.
 */
public interface Cloud {
  /**
   * A setting of the function, as template.yaml declares it under Environment.
   *
   * @throws IllegalStateException naming the setting when it is not set
   */
  String env(String name);

  /** The clock that judges "now". Handlers read it; domain gets instants as arguments. */
  Clock clock();

  /** A client of an AWS service, for instance {@code client(DynamoDbClient.class, SDK)}. */
  <C extends SdkClient> C client(Class<C> type, Retries retries);

  /** The stores of the function: by default those of the tables that its settings name. */
  default Stores stores() {
    return Stores.of(
        client(DynamoDbClient.class, Retries.SDK),
        env("CUSTOMERS_TABLE"),
        env("HISTORY_TABLE"),
        env("PROGRAMME_TABLE"));
  }

  /** The name of the stack, by which its figures are told from another's. */
  default String stack() {
    return "";
  }

  /** Takes the lines of the function's log, each of them JSON; by default they are dropped. */
  default Consumer<String> lines() {
    return line -> {};
  }

  /** Whether the SDK may repeat a call whose answer was lost. */
  enum Retries {
    /** The SDK's default: right for calls that are idempotent or conditional. */
    SDK,
    /** Never: for calls that must happen at most once, such as sending a mail. */
    NONE
  }
}
