package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
  void commandsWorkOnAStackThatIsUpAndAProgrammeHoldsAtOnce() throws Exception {
    var home = System.getProperty("perennial.home", "");
    System.setProperty("perennial.home", Project.TOP.toString());
    var data = folder.resolve("data").toString();
    var told = new PipedReader(1 << 16);
    var out = new PrintWriter(new PipedWriter(told), true);
    var up =
        Thread.ofPlatform()
            .start(
                () ->
                    Perennial.commandLine()
                        .setOut(out)
                        .execute("up", "--speed", "60", "--json", "--port", "0", "--data", data));
    try (var client = HttpClient.newHttpClient()) {
      var pages = new JsonMapper().readTree(new BufferedReader(told).readLine()).path("pages");
      var address = pages.path("Overview").asText();
      assertEquals(0, Ran.run("check", "--data", data).code());
      var before = Ran.run("clock", "--data", data, "--json").json();
      var later = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(3).withNano(0);
      var after =
          Ran.run("clock", "--data", data, "--json", "--to", later, "--fire", NIGHTLY).json();
      assertTrue(
          after.path("now").asText().compareTo(before.path("now").asText()) > 0, after::toString);
      assertTrue(after.path("next").has(NIGHTLY), after::toString);
      assertEquals(1, Ran.run("clock", "--data", data, "--to", "2020-01-01T10:00").code());
      assertEquals(1, Ran.run("clock", "--data", data, "--fire", "Nothing").code());

      var other =
          Ran.cloned(folder.resolve("home"), "programme/shop.yaml", "Perennial Gifts", "Other");
      var applied = Ran.run("apply", "--programme", other.resolve("programme"), "--data", data);
      assertEquals(0, applied.code(), applied.err());
      var page =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertTrue(page.body().contains("<span>Other</span>"), "the programme holds at once");

      var foreign =
          HttpRequest.newBuilder(URI.create(address + "-/commands"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"arguments\":[\"--version\"]}"));
      assertEquals(403, status(client, foreign), "without the folder's token");
    } finally {
      up.interrupt();
      up.join();
      System.setProperty("perennial.home", home);
    }
    assertFalse(Files.exists(Path.of(data, "running.json")));
  }

  private static final String NIGHTLY = "PassPlannerFunction/Nightly";

  @Test
  void aKeyIsTheEnvironmentsOrANewOne() {
    var given = Map.of("PERENNIAL_ACCESS_KEY_ID", "me", "PERENNIAL_SECRET_ACCESS_KEY", "secret");
    assertEquals(new Keys("me", "secret", false), Keys.of(given));
    assertTrue(Keys.of(Map.of()).made());
  }
}
