package dev.perennial.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.http.Gate;
import dev.perennial.emulator.http.LocalServer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.programme.Activation;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final Instant NOW = Instant.parse("2011-03-01T12:00:00Z");
  private static final List<String> PAGES =
      List.of(
          "/",
          "/people",
          "/results",
          "/model-card",
          "/inbox",
          "/clock",
          "/api",
          "/api/openapi.yaml",
          "/pages.css");
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final LaptopStack stack =
      LaptopStack.start(
          Options.of(
              Project.template(
                  Project.text(Path.of("template.yaml")),
                  Map.of("BaseUrl", "http://localhost:8080")),
              NOW));
  private final HttpClient client = HttpClient.newHttpClient();
  private Pages pages;
  private LocalServer server;

  @BeforeEach
  void serve() throws Exception {
    Activation.of(Project.programme())
        .apply(Stores.in(stack.cloud("CustomersFunction")), new byte[32], NOW);
    pages = new Pages(stack);
    server = LocalServer.start(pages.router(), 0, new Gate.Open());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    stack.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var address = URI.create("http://localhost:" + server.port() + path);
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void call(String method, String path, String body, int status) {
    var answer = stack.http(method, path, JSON, body);
    assertEquals(status, answer.status(), answer.text());
    stack.drain();
  }

  private void hostileCustomerBuys() {
    call(
        "PUT",
        "/customers/c1",
        """
        {"email":"c1@example.com","name":"<script>alert(1)</script>","attributes":{"a":"<img src=x>"},
        "consents":{"email":{"granted":true,"at":"2011-03-01T10:00:00Z","source":"<b>form</b>"}}}
        """,
        201);
    call(
        "POST",
        "/purchases",
        """
        {"purchaseId":"p1","customerId":"c1","at":"2011-03-01T11:00:00Z","currency":"GBP",
        "lines":[{"sku":"A","quantity":2,"unitPrice":"12.50"}]}
        """,
        201);
  }

  @Test
  void everyPageOfAnEmptyStackAnswers() throws Exception {
    for (var page : PAGES) {
      assertEquals(200, get(page).statusCode(), page);
    }
    assertTrue(get("/").body().contains("No customers yet"));
  }

  @Test
  void aCustomersStatementShowsEachLineWithWhatStoodAfterItAndUntilWhenItIsGood() throws Exception {
    hostileCustomerBuys();
    call(
        "POST",
        "/refunds",
        """
        {"refundId":"r1","purchaseId":"p1","customerId":"c1","at":"2011-03-01T11:30:00Z",
        "lines":[{"sku":"A","quantity":1}]}
        """,
        201);
    var page = get("/people/c1").body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    var statement = page.substring(page.indexOf("Statement of points"), page.indexOf("History"));
    assertTrue(
        statement.contains("Of 25 points that came, 13 went, 0 expired and 12 are left."),
        statement);
    assertTrue(statement.matches(".*Purchase \\+25 25 31 Mar 2012.*Refund −13 12.*"), statement);
  }

  @Test
  void whatFailedShowsOnEveryPage() throws Exception {
    assertFalse(get("/people").body().contains("in the background"));
    assertThrows(IllegalStateException.class, () -> stack.invoke("MailFunction", "[]"));
    assertTrue(get("/people").body().contains("1 failure in the background"));
    assertTrue(get("/").body().contains("MailFunction failed"));
  }

  @Test
  void theClockGoesForwardAndFiresASchedule() throws Exception {
    assertEquals(303, post("/clock", "to=2011-03-02T10%3A00").statusCode());
    assertEquals(Instant.parse("2011-03-02T10:00:00Z"), stack.clock().instant());
    var fired = stack.counts().invocations().getOrDefault("BoundariesFunction", 0L);
    assertEquals(303, post("/clock", "fire=BoundariesFunction%2FDaily").statusCode());
    assertEquals(fired + 1, stack.counts().invocations().get("BoundariesFunction"));
  }

  @ParameterizedTest
  @CsvSource({
    "to=tomorrow, That is no time; it must be one such as 2026-12-08T10:00.",
    "to=2011-03-01T11%3A59, 2011-03-01T11:59 has passed; a clock goes forward only.",
    "to=9999-12-31T10%3A00, 9999-12-31T10:00 is too far; it must be within ten years.",
    "fire=Nothing, no schedule Nothing",
  })
  void aTimeOrAScheduleThatCannotBeIsToldOnThePage(String form, String told) throws Exception {
    var page = post("/clock", form);
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains(told), page.body());
    assertEquals(NOW, stack.clock().instant());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    var address = URI.create("http://localhost:" + server.port() + path);
    var request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(form)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"#1001", "gid://shopify/Customer/1", "TEE/BLUE M", "ü b", "a+b", "50%"})
  void aCustomerIsReachedByAnyId(String id) throws Exception {
    var path = HttpCall.encoded(id);
    call("PUT", "/customers/" + path, "{\"name\":\"Ada\"}", 201);
    assertTrue(get("/people").body().contains("\"/people/" + path + "\""), get("/people").body());
    var page = get("/people/" + path);
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("Ada"), page.body());
  }

  @Test
  void whatWasWrittenShowsAtTheFirstLook() throws Exception {
    assertTrue(get("/people").body().contains("Nobody fits"));
    hostileCustomerBuys();
    assertTrue(get("/people").body().contains("/people/c1"));
    call("DELETE", "/customers/c1", "", 204);
    assertTrue(get("/people").body().contains("erased"));
    assertFalse(get("/").body().contains("No customers yet"));
  }

  @Test
  void theSamplesAreThoseOfTheDescription() throws Exception {
    assertEquals(Project.text(Path.of("docs/openapi.yaml")), get("/api/openapi.yaml").body());
    var page = get("/api").body();
    assertTrue(page.contains("Creates or replaces a profile"));
    assertTrue(page.contains("&quot;at&quot; : &quot;2011-03-01T12:00:00Z&quot;"), page);
    assertFalse(page.contains("not described yet"));
  }

  @Test
  void whatCustomersBringIsEscapedOnEveryPage() throws Exception {
    hostileCustomerBuys();
    var mails = stack.mailbox().size();
    assertEquals(1, mails, "thanks for the first purchase");
    for (var page :
        List.of("/", "/people", "/people?q=%3Cscript%3E", "/people/c1", "/inbox", "/inbox/1")) {
      var answer = get(page);
      assertEquals(200, answer.statusCode(), page);
      assertFalse(answer.body().contains("<script"), page);
      assertFalse(answer.body().contains("<img src=x"), page);
      assertFalse(answer.body().contains("<b>form"), page);
      var policy = answer.headers().firstValue("content-security-policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none'"), page);
    }
    assertTrue(get("/people/c1").body().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertTrue(get("/people/c1").body().contains("+25"), "points of the purchase");
  }

  @Test
  void aMailIsShownWithoutScriptsAndWithItsOwnStacksLinks() throws Exception {
    hostileCustomerBuys();
    var html = get("/inbox/1/html");
    var policy = html.headers().firstValue("content-security-policy").orElse("");
    assertTrue(policy.startsWith("sandbox allow-popups"), policy);
    assertFalse(html.body().contains("<script>alert"));
    assertFalse(html.body().contains("localhost:8080/p/"), "links go to the port that serves");
    assertTrue(html.body().contains("\"/p/unsubscribe?t="));
  }

  @Test
  void whatIsUnknownIsNotFound() throws Exception {
    for (var path : List.of("/people/nobody", "/people/%3Cscript%3E", "/inbox/1", "/inbox/x")) {
      var answer = get(path);
      assertEquals(404, answer.statusCode(), path);
      assertFalse(answer.body().contains("<script"), path);
    }
  }

  @Test
  void noPageStandsWhereTheApiServes() {
    for (var page : PAGES) {
      for (var path : List.of(page, page + "/x")) {
        assertNull(stack.access(HttpCall.of("GET", path, Map.of(), "")), path);
      }
    }
  }
}
