package dev.perennial.runtime.priming;

import dev.perennial.runtime.cloud.Clients;
import dev.perennial.runtime.cloud.Cloud;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** AWS itself: the function's own environment, the system clock and clients of the SDK. */
public record LambdaCloud(Map<String, String> environment, Clock clock) implements Cloud {
  /** The Cloud of the process that runs. */
  public static Cloud here() {
    return new LambdaCloud(System.getenv(), Clock.systemUTC());
  }

  /** The same for a handler that rehearses when Lambda is about to take its snapshot. */
  public static Cloud rehearsing(Class<?> handler) {
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      Priming.of(handler).register();
    }
    return here();
  }

  @Override
  public String env(String name) {
    var value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }

  /** The log group is named after the stack, and Lambda tells a function its log group's name. */
  @Override
  public String stack() {
    var group = environment.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", "");
    return group.substring(group.lastIndexOf('/') + 1);
  }

  /** What is printed is a line of the log as it stands; Lambda puts a stream of its own there. */
  @Override
  public Consumer<String> lines() {
    return line -> System.out.println(line);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    return Clients.make(
        type,
        retries,
        (client, sync) ->
            sync.httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(10))));
  }
}
