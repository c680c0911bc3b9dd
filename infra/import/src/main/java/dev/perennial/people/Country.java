package dev.perennial.people;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where somebody lives.
 *
 * @param code ISO 3166 alpha-2, empty when not known
 * @param languages what is spoken there, as often as listed
 * @param zones where its people live, as often as listed
 */
record Country(String code, List<String> languages, List<String> zones) {
  static final Country UNKNOWN = new Country("", List.of("en"), List.of("Europe/London"));

  /** By the names that Online Retail uses, such as EIRE and RSA. */
  static Map<String, Country> shipped() {
    return Table.read("countries.tsv").stream()
        .collect(Collectors.toUnmodifiableMap(cells -> cells[0], Country::of));
  }

  private static Country of(String[] cells) {
    var zones = List.of(cells[3].split(","));
    zones.forEach(ZoneId::of);
    return new Country(cells[1], List.of(cells[2].split(",")), zones);
  }
}
