package dev.perennial.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** As much of DynamoDB as a stack without customers needs: it keeps what is put, by its kind. */
final class ProgrammeTable implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpServer server;
  private final Queue<JsonNode> items = new ConcurrentLinkedQueue<>();
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();

  ProgrammeTable() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** What a command needs to call it. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_ENDPOINT_URL", "http://localhost:" + server.getAddress().getPort());
  }

  /** The operations that were called. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  void forgetCalls() {
    calls.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    var operation = target.substring(target.indexOf('.') + 1);
    calls.add(operation);
    var asked = MAPPER.readTree(exchange.getRequestBody());
    var answer = JsonNodeFactory.instance.objectNode();
    if (operation.equals("PutItem")) {
      items.add(asked.path("Item"));
    } else {
      var kind = asked.path("ExpressionAttributeValues").path(":kind");
      var found = items.stream().filter(each -> each.path("kind").equals(kind)).toList();
      answer.putArray("Items").addAll(found);
      answer.put("Count", found.size()).put("ScannedCount", found.size());
    }
    var bytes = MAPPER.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
