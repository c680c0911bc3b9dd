package dev.perennial.runtime.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON from outside: at most 256 KB, 32 deep, valid UTF-8, no duplicate keys, nothing after it. */
public final class StrictJson {
  /** The longest text taken, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_DEPTH = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(40)
                          .maxNameLength(256)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  public static final JsonNode NOTHING = MAPPER.missingNode();

  private StrictJson() {}

  /** Reads one JSON value. */
  public static JsonNode read(byte[] bytes) throws BadInput {
    if (bytes.length > MAX_BYTES) {
      throw new BadInput(
          new Problem(
              413,
              "too-large",
              "the body has " + bytes.length + " bytes; at most " + MAX_BYTES + " are taken",
              null));
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(text);
    } catch (CharacterCodingException e) {
      throw malformed("the body is not valid UTF-8");
    }
  }

  private static JsonNode parse(String text) throws BadInput {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode node = MAPPER.readTree(parser);
      if (node == null || node.isMissingNode()) {
        throw malformed("the body is empty; JSON is expected");
      }
      if (parser.nextToken() != null) {
        throw malformed("something follows the JSON value");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw malformed(
          "the JSON is more than "
              + MAX_DEPTH
              + " deep, or has a name, a number or a text that is too long");
    } catch (NumberFormatException | ArithmeticException e) {
      throw malformed("a number has an exponent that is too large");
    } catch (JsonProcessingException e) {
      throw malformed("the body is not JSON" + where(e.getLocation(), e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /** The parser's own words quote the input, which may be personal: only the place is told. */
  private static String where(JsonLocation at, JsonProcessingException e) {
    var message = e.getOriginalMessage();
    var what = message != null && message.startsWith("Duplicate field") ? ": a key twice" : "";
    return at == null
        ? what
        : what + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static BadInput malformed(String detail) {
    return new BadInput(new Problem(400, "malformed-json", detail, null));
  }
}
