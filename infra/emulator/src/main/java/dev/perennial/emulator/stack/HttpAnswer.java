package dev.perennial.emulator.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An answer of the HTTP API or a page.
 *
 * @param headers by lower-case name
 * @param cookies values of Set-Cookie
 */
public record HttpAnswer(
    int status, Map<String, String> headers, List<String> cookies, SdkBytes body) {

  /** An answer with a text body. */
  public static HttpAnswer of(int status, String contentType, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", contentType);
    return new HttpAnswer(status, headers, List.of(), SdkBytes.fromUtf8String(body));
  }

  /** The API's own answers, such as {"message":"Not Found"}. */
  static HttpAnswer message(int status, String message) {
    return of(status, "application/json", "{\"message\":\"" + message + "\"}");
  }

  /** The body as UTF-8 text. */
  public String text() {
    return body.asUtf8String();
  }
}
