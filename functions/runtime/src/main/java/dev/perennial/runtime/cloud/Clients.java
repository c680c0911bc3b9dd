package dev.perennial.runtime.cloud;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Makes clients of the SDK, whichever service they are for. */
final class Clients {
  private Clients() {}

  /**
   * Makes a client.
   *
   * @param settings what is set beside retries: an HTTP client, and where and as whom to call
   */
  static <C extends SdkClient> C make(Class<C> type, Cloud.Retries retries, Settings settings) {
    try {
      var builder = type.getMethod("builder").invoke(null);
      settings.apply((AwsClientBuilder<?, ?>) builder, (AwsSyncClientBuilder<?, ?>) builder);
      var sdk = (AwsClientBuilder<?, ?>) builder;
      if (retries == Cloud.Retries.NONE) {
        sdk.overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build());
      }
      return type.cast(sdk.build());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no builder() as SDK clients have", e);
    }
  }

  /** Every builder of a synchronous client is both. */
  interface Settings {
    /** Sets. */
    void apply(AwsClientBuilder<?, ?> client, AwsSyncClientBuilder<?, ?> sync);
  }
}
