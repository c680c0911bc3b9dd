package dev.perennial.runtime.priming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers the SDK's requests out of memory, as far as a rehearsal needs it: DynamoDB gives what was
 * put and holds no condition against it, a bus, a queue and SES take everything.
 */
final class PrimingHttp implements SdkHttpClient {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> KEYS = List.of("customerId", "id", "kind", "version");
  private static final String SENT =
      "<SendRawEmailResponse><SendRawEmailResult><MessageId>rehearsal</MessageId>"
          + "</SendRawEmailResult></SendRawEmailResponse>";

  private final List<String> operations = new ArrayList<>();

  /** Items by table, by key. */
  private final Map<String, Map<String, JsonNode>> tables = new LinkedHashMap<>();

  /**
   * @param items lists of items as DynamoDB's JSON has them, by table
   */
  PrimingHttp(JsonNode items) {
    for (var table : items.properties()) {
      table.getValue().forEach(item -> put(table.getKey(), item));
    }
  }

  /** What was called, in order. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        var target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        var operation = target.substring(target.lastIndexOf('.') + 1);
        operations.add(operation.isEmpty() ? "SendRawEmail" : operation);
        var body = operation.isEmpty() ? SENT : answer(operation, asked(request)).toString();
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .responseBody(
                AbortableInputStream.create(
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  private static JsonNode asked(HttpExecuteRequest request) throws IOException {
    var content = request.contentStreamProvider();
    if (content.isEmpty()) {
      return MAPPER.createObjectNode();
    }
    try (var in = content.get().newStream()) {
      return MAPPER.readTree(in);
    }
  }

  private ObjectNode answer(String operation, JsonNode asked) {
    var answer = JsonNodeFactory.instance.objectNode();
    var table = table(asked.path("TableName").asText());
    switch (operation) {
      case "PutItem" -> put(asked.path("TableName").asText(), asked.path("Item"));
      case "TransactWriteItems" ->
          asked
              .path("TransactItems")
              .forEach(each -> put(each.at("/Put/TableName").asText(), each.at("/Put/Item")));
      case "GetItem" -> {
        var item = table.get(key(asked.path("Key")));
        if (item != null) {
          answer.set("Item", item);
        }
      }
      case "Query" -> {
        var values = asked.path("ExpressionAttributeValues");
        var items = answer.putArray("Items");
        table.values().stream().filter(item -> isAsked(item, values)).forEach(items::add);
      }
      case "Scan" -> answer.putArray("Items").addAll(table.values());
      case "PutEvents" -> {
        var entries = answer.put("FailedEntryCount", 0).putArray("Entries");
        asked.path("Entries").forEach(entry -> entries.addObject().put("EventId", "rehearsal"));
      }
      default -> {} // an empty answer does for the rest
    }
    return answer;
  }

  /** Whether an item lies in the partition that a query asks for, whatever else it asks. */
  private static boolean isAsked(JsonNode item, JsonNode values) {
    var partition = values.has(":kind") ? "kind" : "customerId";
    return values.path(values.has(":kind") ? ":kind" : ":customer").equals(item.path(partition));
  }

  private Map<String, JsonNode> table(String name) {
    return tables.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  private void put(String table, JsonNode item) {
    if (!item.isMissingNode()) {
      table(table).put(key(item), item);
    }
  }

  private static String key(JsonNode item) {
    var key = new StringBuilder();
    KEYS.forEach(name -> key.append(item.path(name).path("S").asText()).append('\n'));
    return key.toString();
  }

  @Override
  public void close() {}
}
