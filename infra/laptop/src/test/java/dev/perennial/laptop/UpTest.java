package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** {@code up} as callers of the shop's back-end and commands in another terminal find it. */
class UpTest {
  private static final String HEADER = "customerId,purchaseId,at,sku,quantity,unitPrice\n";
  private static final String REFIT = "RefitFunction/Daily";

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Up up(String... more) throws IOException {
    return Up.at(Project.TOP, data(), more);
  }

  @Test
  void aStrictStackTakesSignedCallsOnly() throws Exception {
    var began = Instant.now();
    try (var up = up("--strict")) {
      var now = Instant.now();
      var behind = Duration.between(Instant.parse(up.told().path("clock").asText()), now);
      var start = Duration.between(began, now);
      assertTrue(behind.multipliedBy(2).compareTo(start) < 0, behind + " behind after " + start);
      var address = up.address("/");
      assertEquals("localhost", address.getHost());
      assertEquals(200, up.send(HttpRequest.newBuilder(address)).statusCode());
      var customer = up.address("/customers/ada");
      assertEquals(403, up.send(HttpRequest.newBuilder(customer)).statusCode());
      assertEquals(404, up.send(signed(customer, up.told())).statusCode());
    }
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
    try (var up = up()) {
      assertEquals(0, Ran.run("check", "--data", data()).code());
      assertEquals(10, points(up.buy("ada", "p1", "GBP", "10.00")));
      var other =
          Ran.cloned(folder.resolve("home"), "programme/loyalty.yaml", "rate: 1 ", "rate: 3 ");
      var applied = Ran.run("apply", "--programme", other.resolve("programme"), "--data", data());
      assertEquals(0, applied.code(), applied.err());
      assertEquals(30, points(up.buy("ada", "p2", "GBP", "10.00")), "by functions that were warm");

      var foreign =
          HttpRequest.newBuilder(up.address("/-/commands"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"arguments\":[\"--version\"]}"));
      assertEquals(403, up.send(foreign).statusCode(), "without the folder's token");
    }
    assertFalse(Files.exists(data().resolve("running.json")));
  }

  private static int points(JsonNode answer) {
    return answer.path("points").path("earned").asInt();
  }

  @Test
  void aStackThatIsUpIsKnownByAnyPathToItsFolder() throws Exception {
    try (var up = up()) {
      var link = Files.createSymbolicLink(folder.resolve("link"), data());
      up.buy("ada", "p1", "GBP", "10.00");
      var ran =
          assertTimeoutPreemptively(
              Duration.ofSeconds(60), () -> Ran.run("check", "--data", link, "--json"));
      assertEquals(0, ran.code(), ran.err());
      assertEquals(1, ran.json().path("customers").asInt(), ran.out());
    }
  }

  @Test
  void aStackThatIsUpGoesForwardToATimeAndFiresASchedule() throws Exception {
    var orders = "a,p1,2026-01-03T10:00:00Z,mug,1,2.50\na,p2,2026-01-05T10:00:00Z,mug,1,2.50\n";
    assertEquals(0, load(orders).code());
    try (var up = up()) {
      assertTrue(now(clock()).isBefore(Instant.parse("2026-01-05T11:00:00Z")), "it runs on");
      assertEquals(0, Ran.run("clock", "--data", data(), "--fire", REFIT).code());
      // a card takes effect an hour later, long before the schedule's own tick
      assertTrue(up.get("/model-card").contains("No model card yet"));
      assertEquals(0, Ran.run("clock", "--data", data(), "--to", "2026-01-05T12:00").code());
      assertFalse(up.get("/model-card").contains("No model card yet"), "it was fired");

      var before = clock();
      var zone = ZoneId.of(before.path("zone").asText());
      var later = now(before).atZone(zone).toLocalDateTime().plusDays(3);
      var after = Ran.run("clock", "--data", data(), "--json", "--to", later).json();
      var late = Duration.between(later.atZone(zone).toInstant(), now(after));
      assertFalse(late.isNegative(), late + " late");
      assertTrue(late.compareTo(Duration.ofHours(1)) < 0, late + " late");
      assertFalse(now(clock()).isBefore(now(after)), "and runs on from there");
      assertRefused("has passed", "--to", "2020-01-01T10:00");
      assertRefused("is too far", "--to", later.plusYears(11));
      assertRefused("no schedule Nothing; there are: ", "--fire", "Nothing");
    }
  }

  private JsonNode clock() throws IOException {
    return Ran.run("clock", "--data", data(), "--json").json();
  }

  private static Instant now(JsonNode clock) {
    return Instant.parse(clock.path("now").asText());
  }

  private void assertRefused(String what, Object... options) {
    var ran = Ran.run("clock", "--data", data(), options[0], options[1]);
    assertEquals(1, ran.code(), ran.out());
    assertEquals(1, ran.errors().size(), ran.err());
    assertTrue(ran.err().contains(what), ran.err());
  }

  @Test
  void itsClockRunsAsFastAsIsAskedFor() throws Exception {
    try (var up = up("--speed", "60")) {
      var began = System.nanoTime();
      var first = clock();
      var read = System.nanoTime();
      up.buy("ada", "p1", "GBP", "10.00");
      var reads = System.nanoTime();
      var second = clock();
      var ended = System.nanoTime();
      var passed = Duration.between(now(first), now(second)).toNanos();
      assertTrue(passed >= 60 * (reads - read), passed + " ns passed at least");
      assertTrue(passed <= 60 * (ended - began), passed + " ns passed at most");
    }
  }

  @Test
  void ordersAreImportedIntoAStackThatIsUp() throws Exception {
    try (var up = up()) {
      up.buy("ada", "p1", "GBP", "10.00");
      var orders =
          """
          ada,old,2026-01-05T10:00:00Z,mug,1,2.50
          bob,q1,2026-01-05T10:00:00Z,mug,1,2.50
          bob,q2,2026-01-06T10:00:00Z,mug,none,2.50
          """;
      var ran = load(orders);
      assertEquals(1, ran.code(), "a line was left out");
      assertTrue(ran.err().startsWith("line 4: quantity is \"none\""), ran.err());
      assertEquals(2, ran.json().path("purchases").asInt(), ran.out());
      var held = Ran.run("export", "--data", data()).out();
      assertTrue(held.contains("{\"customerId\":\"bob\",\"orders\":1,"), held);
      assertTrue(held.contains("{\"customerId\":\"ada\",\"orders\":2,"), held);
      assertEquals(2, load(orders).json().path("unchanged").asInt());
      assertEquals(0, Ran.run("check", "--data", data()).code());
    }
  }

  private Ran load(String orders) throws IOException {
    var file = Files.writeString(folder.resolve("orders.csv"), HEADER + orders);
    return Ran.run("import", "--orders", file, "--format", "csv", "--data", data(), "--json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "up"})
  void whatNeedsAClockOfItsOwnIsRefusedOnAStackThatIsUp(String command) throws Exception {
    try (var up = up()) {
      var ran =
          command.equals("up")
              ? Ran.run("up", "--port", "0", "--data", data())
              : Ran.run("replay", "--orders", orders(), "--format", "csv", "--data", data());
      assertEquals(1, ran.code(), ran.out());
      assertEquals(1, ran.errors().size(), ran.err());
      assertTrue(ran.err().contains("is up") || ran.err().contains("another stack"), ran.err());
      assertTrue(up.get("/").contains("<h1>"));
    }
  }

  @Test
  void aFolderWhoseStackTakesNoCommandsIsToldWithTheReason() throws Exception {
    Ran.run("import", "--orders", orders(), "--format", "csv", "--data", data());
    for (var noted :
        Map.of("{\"port\":1,\"token\":\"x\"}", "doesn't answer", "", "stop it").entrySet()) {
      try (var other = Ran.open(data())) {
        Files.writeString(data().resolve("running.json"), noted.getKey());
        var ran = Ran.run("check", "--data", data());
        assertEquals(1, ran.code(), ran.out());
        assertEquals(1, ran.errors().size(), ran.err());
        assertTrue(ran.err().contains(noted.getValue()), ran.err());
        other.drain();
      }
    }
  }

  private Path orders() throws IOException {
    return Files.writeString(folder.resolve("o.csv"), HEADER + "a,p,2026-01-05T10:00Z,m,1,1\n");
  }

  @Test
  void aKeyIsTheEnvironmentsOrANewOne() {
    var given = Map.of("PERENNIAL_ACCESS_KEY_ID", "me", "PERENNIAL_SECRET_ACCESS_KEY", "secret");
    assertEquals(new Keys("me", "secret", false), Keys.of(given));
    assertTrue(Keys.of(Map.of()).made());
  }
}
