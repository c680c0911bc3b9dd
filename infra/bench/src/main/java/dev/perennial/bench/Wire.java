package dev.perennial.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers the SDK with pages of items in the very bytes that DynamoDB would send, and takes every
 * write: what is left to measure is all that a worker does between two answers of the database. For
 * one thread.
 */
final class Wire implements SdkHttpClient {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NOTHING = {'{', '}'};

  private final ArrayDeque<Page> pages = new ArrayDeque<>();
  private byte[] lastCustomer = NOTHING;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Page(byte[] scan, byte[] lastCustomer) {}

  /**
   * Another page to answer a scan with.
   *
   * @param items by customer
   * @param last whether no page comes after it
   */
  void add(List<List<Map<String, AttributeValue>>> items, boolean last) throws IOException {
    var all = items.stream().flatMap(List::stream).toList();
    var lastCustomer = items.isEmpty() ? all : items.getLast();
    pages.add(new Page(page(all, !last), page(lastCustomer, false)));
  }

  private static byte[] page(List<Map<String, AttributeValue>> items, boolean more)
      throws IOException {
    var out = new ByteArrayOutputStream(1 << 20);
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("Count", items.size());
      json.writeArrayFieldStart("Items");
      for (var item : items) {
        write(json, item);
      }
      json.writeEndArray();
      if (more) {
        json.writeFieldName("LastEvaluatedKey");
        write(json, keyOf(items.getLast()));
      }
      json.writeNumberField("ScannedCount", items.size());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    var key = new TreeMap<>(item);
    key.keySet().retainAll(List.of("customerId", "id"));
    return key;
  }

  private static void write(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    json.writeStartObject();
    for (var attribute : item.entrySet()) {
      json.writeObjectFieldStart(attribute.getKey());
      var value = attribute.getValue();
      if (value.s() != null) {
        json.writeStringField("S", value.s());
      } else {
        json.writeStringField("N", value.n());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        var body = answer(request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse(""));
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  private byte[] answer(String target) {
    if (target.endsWith(".Scan")) {
      var page = pages.remove();
      lastCustomer = page.lastCustomer;
      return page.scan;
    }
    return target.endsWith(".Query") ? lastCustomer : NOTHING;
  }

  @Override
  public void close() {}
}
