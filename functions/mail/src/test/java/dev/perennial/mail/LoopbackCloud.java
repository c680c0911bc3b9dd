package dev.perennial.mail;

import dev.perennial.runtime.cloud.Clients;
import dev.perennial.runtime.cloud.Cloud;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The real clients, led to an endpoint. */
final class LoopbackCloud implements Cloud {
  static final String BASE_URL = "https://api.fern.example";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "CONFIGURATION_SET", "the set",
          "MAIL_VISIBILITY_SECONDS", "120",
          "MAIL_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/mail",
          "SENDER", "hello@fern.example",
          "POSTAL_ADDRESS", "1 High Street, London",
          "BASE_URL", BASE_URL);

  private final URI endpoint;
  private final Clock clock;
  private final List<String> lines;

  LoopbackCloud(URI endpoint, Clock clock, List<String> lines) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public String env(String name) {
    var value = SETTINGS.get(name);
    if (value == null) {
      throw new IllegalStateException("no setting " + name);
    }
    return value;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Consumer<String> lines() {
    return lines::add;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    return Clients.make(
        type,
        retries,
        (client, sync) -> {
          client
              .endpointOverride(endpoint)
              .region(Region.EU_WEST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
          sync.httpClientBuilder(
              UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(1)));
        });
  }
}
