package dev.perennial.mail;

import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mail may say of whom it is to. */
final class PersonModel {
  private PersonModel() {}

  static Map<String, Object> of(Profile profile) {
    var attributes = new HashMap<String, Object>();
    profile.attributes().forEach((name, attribute) -> attributes.put(name, attribute.value()));
    var person = new HashMap<String, Object>(Map.of("attributes", attributes));
    put(person, "name", profile.name());
    put(person, "givenName", profile.fields().get(Field.GIVEN_NAME));
    put(person, "familyName", profile.fields().get(Field.FAMILY_NAME));
    put(person, "language", profile.language());
    return person;
  }

  private static void put(Map<String, Object> person, String name, @Nullable String value) {
    if (value != null) {
      person.put(name, value);
    }
  }
}
