package dev.perennial.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A form as a browser sends it ({@code application/x-www-form-urlencoded}): at most 128 KB, valid
 * UTF-8, each field once. What no browser sends is a problem, which quotes nothing.
 */
public final class Form {
  /** The longest taken, in bytes; encoded, a character takes up to nine. */
  public static final int MAX_BYTES = 128 * 1024;

  private static final Pattern TYPE =
      Pattern.compile(
          "application/x-www-form-urlencoded[ \t]*(;[ \t]*charset=utf-8[ \t]*)?",
          Pattern.CASE_INSENSITIVE);

  private Form() {}

  /** The fields of a request's body, in its order. */
  public static Map<String, String> read(APIGatewayV2HTTPEvent request) throws BadInput {
    if (!TYPE.matcher(Http.header(request, "content-type")).matches()) {
      throw refused(
          415,
          "unsupported-media-type",
          "content-type must be application/x-www-form-urlencoded, in UTF-8");
    }
    var bytes = Http.body(request);
    if (bytes.length > MAX_BYTES) {
      throw refused(
          413,
          "too-large",
          "the body has " + bytes.length + " bytes; at most " + MAX_BYTES + " are taken");
    }
    return fields(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static Map<String, String> fields(String body) throws BadInput {
    var fields = new LinkedHashMap<String, String>();
    if (body.isEmpty()) {
      return fields;
    }
    for (var pair : body.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (fields.put(name, value) != null) {
        throw malformed("a field stands twice");
      }
    }
    return fields;
  }

  private static String decoded(String text) throws BadInput {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || !HexFormat.isHexDigit(text.charAt(i + 1))
            || !HexFormat.isHexDigit(text.charAt(i + 2))) {
          throw malformed("% must come before two hexadecimal digits");
        }
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else if (c > ' ' && c < 0x7F) {
        bytes.write(c == '+' ? ' ' : c);
      } else {
        throw malformed("what is no ASCII must be encoded");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("the fields must be UTF-8");
    }
  }

  private static BadInput malformed(String detail) {
    return refused(400, "malformed-form", detail);
  }

  private static BadInput refused(int status, String type, String detail) {
    return new BadInput(new Problem(status, type, detail, null));
  }
}
