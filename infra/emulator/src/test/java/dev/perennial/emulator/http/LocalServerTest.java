package dev.perennial.emulator.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class LocalServerTest {
  private static final String API = "execute-api";

  private static final String TEMPLATE =
      """
      Resources:
        Api: {Type: AWS::Serverless::HttpApi, Properties: {Auth: {DefaultAuthorizer: AWS_IAM}}}
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.emulator.http.Echo
            Events:
              Post: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: POST, Path: '/echo/{id}'}}
              Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: '/echo/{id}'}}
              Fixed: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /echo/fixed}}
              Open:
                Type: HttpApi
                Properties: {ApiId: !Ref Api, Method: POST, Path: /p/open, Auth: {Authorizer: NONE}}
      """;

  private final LaptopStack stack =
      LaptopStack.start(
          Options.of(Template.parse("template.yaml", TEMPLATE, Map.of()), Instant.EPOCH));
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalServer server = start(new Gate.Open());

  private LocalServer start(Gate gate) {
    var router =
        new Router(stack)
            .page("/", call -> HttpAnswer.of(200, "text/html", "start"))
            .page("/inbox", call -> HttpAnswer.of(200, "text/html", "inbox " + call.rawPath()));
    return LocalServer.start(router, 0, gate);
  }

  @BeforeEach
  void isUp() {
    assertEquals(Instant.EPOCH, stack.clock().instant());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    stack.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aRequestIsTheEventThatAnHttpApiMakes() throws Exception {
    var answer =
        send(
            request("/echo/a%20b+c?x=1&x=2&y=%26&z")
                .header("Content-Type", "application/json")
                .header("X-Two", "1")
                .header("X-Two", "2")
                .header("Cookie", "a=1; b=2")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ü\":1}")));
    assertEquals(201, answer.statusCode());
    assertEquals("yes", answer.headers().firstValue("x-echo").orElse(""));
    assertEquals(List.of("c=1", "d=2"), answer.headers().allValues("set-cookie"));
    assertEquals(
        """
        route POST /echo/{id}
        path /echo/a b+c
        query x=1&x=2&y=%26&z
        parameters {id=a b+c}
        queryParameters {x=1,2, y=&, z=}
        header 1,2
        cookies [a=1, b=2]
        base64 false
        body {"ü":1}
        method POST
        stage $default
        epoch 0
        """,
        answer.body());
  }

  @Test
  void whatIsNoTextComesInBase64() throws Exception {
    var form =
        send(
            request("/p/open")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    assertTrue(form.body().contains("base64 true\nbody TGlzdC1VbnN1YnNjcmliZT1PbmUtQ2xpY2s="));
    var broken =
        send(
            request("/echo/1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'})));
    assertTrue(broken.body().contains("base64 true\nbody Iv8i"));
  }

  @Test
  void theMostSpecificRouteServes() throws Exception {
    assertTrue(send(request("/echo/fixed")).body().startsWith("route GET /echo/fixed\n"));
    assertTrue(send(request("/echo/1")).body().startsWith("route GET /echo/{id}\n"));
    assertEquals(404, send(request("/echo/")).statusCode());
    assertEquals(404, send(request("/echo/1/2")).statusCode());
    assertEquals(404, send(request("/echo/1").DELETE()).statusCode());
    assertEquals("{\"message\":\"Not Found\"}", send(request("/nothing")).body());
  }

  @Test
  void pagesStandWhereTheTemplateHasNoRoute() throws Exception {
    assertEquals("start", send(request("/")).body());
    assertEquals("inbox /inbox", send(request("/inbox")).body());
    assertEquals("inbox /inbox/7", send(request("/inbox/7?x")).body());
    assertEquals(404, send(request("/inboxes")).statusCode());
  }

  @Test
  void aBodyOverTenMegabytesIsTooLarge() throws Exception {
    var body = new byte[10 * 1024 * 1024 + 1];
    var answer = send(request("/echo/1").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    assertEquals(413, answer.statusCode());
  }

  @Test
  void otherSitesAndReboundNamesAreRefused() throws Exception {
    var post = HttpRequest.BodyPublishers.ofString("{}");
    assertEquals(
        403,
        send(request("/echo/1").header("Origin", "https://evil.test").POST(post)).statusCode());
    assertEquals(
        403,
        send(request("/echo/1").header("Sec-Fetch-Site", "cross-site").POST(post)).statusCode());
    assertEquals(
        403, send(request("/inbox").header("Origin", "https://evil.test").POST(post)).statusCode());
    var own = "http://localhost:" + server.port();
    assertEquals(201, send(request("/echo/1").header("Origin", own).POST(post)).statusCode());
    var loopback = "http://127.0.0.1:" + server.port();
    assertEquals(201, send(request("/echo/1").header("Origin", loopback).POST(post)).statusCode());
    for (var open : List.of("https://mail.test", "http://localhost:1", "null")) {
      assertEquals(
          403, send(request("/p/open").header("Origin", open).POST(post)).statusCode(), open);
    }
    assertEquals(201, send(request("/p/open").POST(post)).statusCode(), "a mail provider");
    assertEquals(
        201,
        send(request("/p/open")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(post))
            .statusCode(),
        "a form of a page that sends no referrer");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, true",
    "127.0.0.1:8080, true",
    "[::1]:8080, true",
    "localhost, false",
    "localhost:8081, false",
    "evil.test, false",
    "evil.test:8080, false",
    "localhost.evil.test:8080, false",
    "192.168.0.1:8080, false",
  })
  void onlyThisMachineAndPortIsAnsweredFor(String host, boolean here) {
    for (var method : List.of("GET", "POST")) {
      var call =
          new HttpCall(
              method, "/echo/1", Map.of("Host", List.of(host)), SdkBytes.fromUtf8String(""));
      assertEquals(here, new Gate.Open().refusal(call, stack, 8080) == null, method);
    }
  }

  @Test
  void strictAsksForASignatureThatVerifies() throws Exception {
    server.close();
    server = start(new Gate.Strict("AKIDLOCAL", "a secret"));
    assertEquals(403, send(request("/echo/1")).statusCode());
    assertEquals("{\"message\":\"Forbidden\"}", send(request("/echo/1")).body());
    assertEquals(
        201, send(request("/p/open").POST(HttpRequest.BodyPublishers.noBody())).statusCode());
    assertEquals(200, send(request("/")).statusCode());
    var path = "/echo/a%20b%2Bc?y=%26&x=2";
    assertEquals(201, send(signed(path, "{\"a\":1}", "{\"a\":1}", "a secret")).statusCode());
    assertEquals(403, send(signed(path, "{\"a\":1}", "{\"a\":2}", "a secret")).statusCode());
    assertEquals(403, send(signed(path, "{\"a\":1}", "{\"a\":1}", "another")).statusCode());
  }

  @Test
  void strictAsksForASignatureOfNowAndForThisService() throws Exception {
    server.close();
    server = start(new Gate.Strict("AKIDLOCAL", "a secret"));
    var now = Clock.systemUTC();
    for (var off : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6), Duration.ofDays(400))) {
      var then = Clock.offset(now, off);
      assertEquals(403, send(signed("/echo/1", "{}", "{}", "a secret", API, then)).statusCode());
    }
    var early = Clock.offset(now, Duration.ofMinutes(4));
    assertEquals(201, send(signed("/echo/1", "{}", "{}", "a secret", API, early)).statusCode());
    assertEquals(403, send(signed("/echo/1", "{}", "{}", "a secret", "sqs", now)).statusCode());
  }

  private HttpRequest.Builder signed(String path, String body, String sent, String secret) {
    return signed(path, body, sent, secret, API, Clock.systemUTC());
  }

  /** A POST signed by the SDK for one body and sent with another. */
  private HttpRequest.Builder signed(
      String path, String body, String sent, String secret, String service, Clock clock) {
    var uri = URI.create("http://localhost:" + server.port() + path);
    var payload = ContentStreamProvider.fromUtf8String(body);
    var request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(uri)
            .putHeader("Content-Type", "application/json")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create("AKIDLOCAL", secret))
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    var builder = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(sent));
    signed
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    return builder;
  }
}
