package dev.perennial.doors;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** AWS itself: the function's own environment, the system clock and clients of the SDK. */
public record LambdaCloud(Map<String, String> environment, Clock clock) implements Cloud {
  /** The Cloud of the process that runs. */
  public static Cloud here() {
    return new LambdaCloud(System.getenv(), Clock.systemUTC());
  }

  @Override
  public String env(String name) {
    var value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    try {
      var builder = type.getMethod("builder").invoke(null);
      ((AwsSyncClientBuilder<?, ?>) builder)
          .httpClientBuilder(
              UrlConnectionHttpClient.builder()
                  .connectionTimeout(Duration.ofSeconds(2))
                  .socketTimeout(Duration.ofSeconds(10)));
      var sdk = (SdkClientBuilder<?, ?>) builder;
      if (retries == Retries.NONE) {
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
}
