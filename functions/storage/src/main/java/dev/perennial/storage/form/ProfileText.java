package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Profile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is stored. The first release refuses bodies with fields that it doesn't know:
 * what came since stands beside.
 *
 * @param body as the first release reads it
 * @param more all else, as the fields of an object; null for nothing
 */
public record ProfileText(String body, @Nullable String more) {
  private static final Set<String> FIRST =
      Set.of(
          "customerId",
          "email",
          "name",
          "language",
          "zone",
          "country",
          "birthday",
          "attributes",
          "consents");

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The texts of a profile. */
  public static ProfileText of(Profile profile) {
    var body = object(Json.write(profile));
    var more = body.deepCopy();
    more.remove(FIRST);
    body.retain(FIRST);
    return new ProfileText(body.toString(), more.isEmpty() ? null : more.toString());
  }

  /**
   * The profile.
   *
   * @throws IllegalArgumentException when it is none, or of a newer schema; never with its content
   */
  public Profile profile() {
    var text = body;
    if (more != null) {
      var all = object(body);
      // what stands in both was last written by whoever knew the body alone
      object(more).properties().forEach(each -> all.putIfAbsent(each.getKey(), each.getValue()));
      text = all.toString();
    }
    return Json.read(text, Profile.class, Profile::later);
  }

  private static ObjectNode object(String text) {
    try {
      if (EXACT.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // told below: the parser's message quotes the text, which is personal
    }
    throw new IllegalArgumentException("stored JSON is no Profile");
  }
}
