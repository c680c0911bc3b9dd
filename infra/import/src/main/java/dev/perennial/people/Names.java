package dev.perennial.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** First and last names of the world, among them those that break careless programs. */
final class Names {
  /** In these the family name comes first, without a space. */
  private static final List<String> FAMILY_FIRST = List.of("chinese", "japanese", "korean");

  private final List<Part> first = new ArrayList<>();
  private final Map<String, List<Part>> last = new HashMap<>();

  private Names() {}

  static Names shipped() {
    var names = new Names();
    for (var cells : Table.read("names.tsv")) {
      var part = new Part(cells[0], cells[2], cells[3]);
      var list =
          cells[1].equals("first")
              ? names.first
              : names.last.computeIfAbsent(part.script, script -> new ArrayList<>());
      list.add(part);
    }
    return names;
  }

  /** A first name, and a last name in the same script. */
  Name pick(Dice dice) {
    var given = dice.pick("first name", first);
    return new Name(given, dice.pick("last name", last.getOrDefault(given.script, first)));
  }

  /**
   * @param ascii the name in a to z
   */
  record Part(String script, String text, String ascii) {}

  record Name(Part first, Part last) {
    String full() {
      return FAMILY_FIRST.contains(first.script)
          ? last.text + first.text
          : first.text + " " + last.text;
    }

    /** What stands before the @: at most 64 characters, unique for ids of up to 20. */
    String address(String customerId) {
      return start(first.ascii) + "." + start(last.ascii) + "." + mailable(customerId);
    }

    private static String start(String ascii) {
      return ascii.substring(0, Math.min(ascii.length(), 20));
    }

    /** Ids may hold dots and colons, which an address can't hold anywhere. */
    private static String mailable(String customerId) {
      return customerId.matches("[A-Za-z0-9_-]{1,20}") ? customerId : Dice.shortened(customerId);
    }
  }
}
