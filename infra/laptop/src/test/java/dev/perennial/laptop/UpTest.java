package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.cli.Perennial;
import dev.perennial.testkit.Project;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** {@code up --strict} as a caller of the shop's back-end finds it. */
class UpTest {
  @TempDir Path folder;

  @Test
  void aStrictStackTakesSignedCallsOnly() throws Exception {
    var home = System.getProperty("perennial.home", "");
    System.setProperty("perennial.home", Project.TOP.toString());
    var told = new PipedReader(1 << 16);
    var out = new PrintWriter(new PipedWriter(told), true);
    var began = Instant.now();
    var up =
        Thread.ofPlatform()
            .start(
                () ->
                    Perennial.commandLine()
                        .setOut(out)
                        .execute(
                            "up",
                            "--strict",
                            "--json",
                            "--port",
                            "0",
                            "--data",
                            folder.resolve("data").toString()));
    try (var client = HttpClient.newHttpClient()) {
      var key = new JsonMapper().readTree(new BufferedReader(told).readLine());
      var now = Instant.now();
      var behind = Duration.between(Instant.parse(key.path("clock").asText()), now);
      var start = Duration.between(began, now);
      assertTrue(behind.multipliedBy(2).compareTo(start) < 0, behind + " behind after " + start);
      var address = key.path("pages").path("Overview").asText();
      assertTrue(address.startsWith("http://localhost:"), key::toString);
      assertEquals(200, status(client, HttpRequest.newBuilder(URI.create(address))));
      var customer = URI.create(address + "customers/ada");
      assertEquals(403, status(client, HttpRequest.newBuilder(customer)));
      assertEquals(404, status(client, signed(customer, key)));
    } finally {
      up.interrupt();
      up.join();
      System.setProperty("perennial.home", home);
    }
  }

  private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest.Builder signed(URI address, JsonNode key) {
    var call = SdkHttpFullRequest.builder().method(SdkHttpMethod.GET).uri(address).build();
    var credentials =
        AwsCredentialsIdentity.create(
            key.path("accessKeyId").asText(), key.path("secretAccessKey").asText());
    var signature =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials)
                        .request(call)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
    var request = HttpRequest.newBuilder(address);
    for (var header : signature.request().headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("host")) {
        header.getValue().forEach(value -> request.header(header.getKey(), value));
      }
    }
    return request;
  }

  @Test
  void aKeyIsTheEnvironmentsOrANewOne() {
    var given = Map.of("PERENNIAL_ACCESS_KEY_ID", "me", "PERENNIAL_SECRET_ACCESS_KEY", "secret");
    assertEquals(new Keys("me", "secret", false), Keys.of(given));
    assertTrue(Keys.of(Map.of()).made());
  }
}
