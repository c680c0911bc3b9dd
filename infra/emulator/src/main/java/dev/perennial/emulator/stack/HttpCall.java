package dev.perennial.emulator.stack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A request to the HTTP API.
 *
 * @param path as sent, percent-encoded, with its query if it has one
 * @param headers by lower-case name, in the order received
 */
public record HttpCall(
    String method, String path, Map<String, List<String>> headers, SdkBytes body) {
  /** Lower-cases the names of the headers. */
  public HttpCall {
    var lower = new TreeMap<String, List<String>>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    headers = lower;
  }

  /** A call with a text body. */
  public static HttpCall of(String method, String path, Map<String, String> headers, String body) {
    var lists = new TreeMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new HttpCall(method, path, lists, SdkBytes.fromUtf8String(body));
  }

  /** An id or another text as a segment of a path, or a name or value of a query. */
  public static String encoded(String text) {
    // but for these three, a form's encoding is a path's
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The path before the query. */
  public String rawPath() {
    var mark = path.indexOf('?');
    return mark < 0 ? path : path.substring(0, mark);
  }

  /** What stands after the question mark, or nothing. */
  public String rawQuery() {
    var mark = path.indexOf('?');
    return mark < 0 ? "" : path.substring(mark + 1);
  }

  /**
   * Whether AWS's tools make it of a service, which their header names, and not of the HTTP API.
   */
  public boolean isOfAws() {
    return method.equals("POST") && !header(AwsApi.TARGET).isEmpty();
  }

  /** The service that whoever signs the call names. */
  public String service() {
    if (!isOfAws()) {
      return "execute-api";
    }
    return header(AwsApi.TARGET).startsWith("AmazonSQS.") ? "sqs" : "events";
  }

  /** A header's value, several joined as HTTP does; empty when absent. */
  public String header(String name) {
    return String.join(",", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
  }
}
