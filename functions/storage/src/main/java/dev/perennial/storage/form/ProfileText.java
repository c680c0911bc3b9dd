package dev.perennial.storage.form;

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

  /** The texts of a profile. */
  public static ProfileText of(Profile profile) {
    var body = Beside.object(Json.write(profile));
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
    return Json.read(Beside.joined(body, more), Profile.class, Profile::later);
  }
}
