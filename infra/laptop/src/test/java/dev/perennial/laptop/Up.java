package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.cli.Perennial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What {@code up} keeps up, as a user has it in another terminal. */
final class Up implements AutoCloseable {
  private static final String HOME = "perennial.home";

  private final String home;
  private final Thread thread;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonNode told;

  private Up(String home, Thread thread, JsonNode told) {
    this.home = home;
    this.thread = thread;
    this.told = told;
  }

  /** Starts it on a folder, on a port that is free. */
  static Up at(Path home, Path data, String... more) throws IOException {
    var before = System.getProperty(HOME, "");
    System.setProperty(HOME, home.toString());
    var arguments = new ArrayList<>(List.of("up", "--json", "--port", "0"));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of(more));
    var told = new PipedReader(1 << 16);
    var out = new PrintWriter(new PipedWriter(told), true);
    var lines = Perennial.commandLine().setOut(out);
    var thread = Thread.ofPlatform().start(() -> lines.execute(arguments.toArray(String[]::new)));
    return new Up(before, thread, new JsonMapper().readTree(new BufferedReader(told).readLine()));
  }

  /** What it told when it was up. */
  JsonNode told() {
    return told;
  }

  URI address(String path) {
    var overview = told.path("pages").path("Overview").asText();
    return URI.create(overview.substring(0, overview.length() - 1) + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path))).body();
  }

  void put(String path, String body) throws Exception {
    done(path, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)));
  }

  /** Posts a purchase of one thing, now, and gives the answer. */
  JsonNode buy(String customerId, String purchaseId, String currency, String price)
      throws Exception {
    var body =
        """
        {"purchaseId":"%s","customerId":"%s","at":"%s","currency":"%s",
        "lines":[{"sku":"MUG","quantity":1,"unitPrice":"%s"}]}
        """
            .formatted(purchaseId, customerId, Instant.now(), currency, price);
    return done("/purchases", HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  /** Moves the clock, as its page does. */
  void goTo(LocalDateTime time) throws Exception {
    var form = BodyPublishers.ofString("to=" + time);
    var moved =
        send(
            HttpRequest.newBuilder(address("/clock"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(form));
    assertEquals(303, moved.statusCode(), moved::body);
  }

  private JsonNode done(String path, HttpRequest.Builder request) throws Exception {
    var answer = send(request.uri(address(path)).header("content-type", "application/json"));
    assertTrue(answer.statusCode() < 300, answer::body);
    return new JsonMapper().readTree(answer.body());
  }

  @Override
  public void close() {
    client.close();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.setProperty(HOME, home);
  }
}
