package dev.perennial.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Profile;
import org.jspecify.annotations.Nullable;

/** Writes a profile as the contract shows it: what was put, field by field. */
final class ProfileWriter {
  private ProfileWriter() {}

  static void put(ObjectNode body, Profile profile) {
    putIfPresent(body, "email", profile.email());
    putIfPresent(body, "name", profile.name());
    putIfPresent(body, "language", profile.language());
    putIfPresent(body, "zone", profile.zone());
    putIfPresent(body, "country", profile.country());
    putIfPresent(body, "birthday", profile.birthday());
    var attributes = body.putObject("attributes");
    profile.attributes().forEach(attributes::put);
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

  private static void putIfPresent(ObjectNode body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value.toString());
    }
  }
}
