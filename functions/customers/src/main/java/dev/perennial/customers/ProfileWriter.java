package dev.perennial.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import org.jspecify.annotations.Nullable;

/** Writes a profile as the contract shows it: what was put, field by field. */
final class ProfileWriter {
  private ProfileWriter() {}

  static void put(ObjectNode body, Profile profile) {
    for (var field : Field.values()) {
      putIfPresent(body, field.key(), profile.fields().get(field));
    }
    var attributes = body.putObject("attributes");
    profile.attributes().forEach((name, value) -> put(attributes, name, value));
    var consents = body.putObject("consents");
    profile
        .consents()
        .forEach(
            (purpose, consent) -> {
              var each = consents.putObject(purpose);
              each.put("granted", consent.granted());
              each.put("at", consent.at().toString());
              each.put("source", consent.source());
              putIfPresent(each, "wording", consent.wording());
            });
  }

  private static void put(ObjectNode attributes, String name, Attribute attribute) {
    switch (attribute) {
      case Attribute.Text(var text) -> attributes.put(name, text);
      case Attribute.Amount(var number) -> attributes.put(name, number);
      case Attribute.Truth(var truth) -> attributes.put(name, truth);
      case Attribute.Texts(var texts) -> texts.forEach(attributes.putArray(name)::add);
    }
  }

  private static void putIfPresent(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
