package dev.perennial.shop.it;

import dev.perennial.runtime.cloud.Cloud;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/** AWS as an endpoint speaks it, with the SDK's own clients. */
record EndpointCloud(URI endpoint, Map<String, String> settings) implements Cloud {
  @Override
  public String env(String name) {
    var value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException("the suite has no setting " + name);
    }
    return value;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    try {
      var builder = (AwsClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
      builder
          .endpointOverride(endpoint)
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
      return type.cast(builder.build());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no builder()", e);
    }
  }
}
