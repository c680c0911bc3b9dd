package dev.perennial.runtime.priming;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.runtime.cloud.Clients;
import dev.perennial.runtime.cloud.Cloud;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/**
 * Surroundings in memory: real clients of the SDK over a {@link PrimingHttp} that answers for
 * AWS, with the tables that {@code rehearsal/items.json} holds, at the instant of the samples.
 */
record PrimingCloud(PrimingHttp http) implements Cloud {
  /** A call that has all the time there is. */
  static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              PrimingCloud.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) ->
                  method.getReturnType() == int.class ? Integer.MAX_VALUE : null);

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  static PrimingCloud open() throws IOException {
    return new PrimingCloud(new PrimingHttp(new JsonMapper().readTree(resource("items.json"))));
  }

  /** A file of the folder {@code rehearsal} of this jar. */
  static byte[] resource(String name) throws IOException {
    try (var in = PrimingCloud.class.getResourceAsStream("/rehearsal/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("/rehearsal/" + name);
      }
      return in.readAllBytes();
    }
  }

  @Override
  public String env(String name) {
    return switch (name) {
      case "SCAN_PARTS" -> "1";
      case "MAIL_VISIBILITY_SECONDS" -> "360";
      case "SENDER" -> "shop@rehearsal.example";
      case "BASE_URL" -> "https://rehearsal.example";
      default -> name.endsWith("_URL") ? "https://sqs.rehearsal.example/" + name : name;
    };
  }

  @Override
  public Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    return Clients.make(
        type,
        retries,
        (client, sync) -> {
          sync.httpClient(http);
          client
              .region(Region.EU_WEST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create("rehearsal", "rehearsal")));
        });
  }
}
