package dev.perennial.shop.entrypoints;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One row of a table of bad inputs: {@code where | becomes | told at}.
 *
 * @param where JSON pointer into a right body
 * @param value JSON that is put there, or {@code (missing)}
 * @param told JSON pointer that the problem must name
 */
record Mutation(String where, String value, String told) {
  private static final Pattern REPEAT = Pattern.compile("(.*)\\((\\w) x (\\d+)\\)(.*)");

  /** Reads the rows of a table; a row without a third column is told where it is. */
  static List<Mutation> table(String rows) {
    return rows.lines().filter(row -> !row.isBlank()).map(Mutation::row).toList();
  }

  private static Mutation row(String row) {
    var cells = row.split(" [|] ", -1);
    var where = cells[0].strip();
    var value = cells[1].strip();
    var repeat = REPEAT.matcher(value);
    if (repeat.matches()) {
      var count = Integer.parseInt(repeat.group(3));
      value = repeat.group(1) + repeat.group(2).repeat(count) + repeat.group(4);
    }
    return new Mutation(where, value, cells.length > 2 ? cells[2].strip() : where);
  }

  /** The right body with this one mistake. */
  String in(String right) {
    var body = Shop.json(right);
    var pointer = JsonPointer.compile(where);
    var parent = body.at(pointer.head());
    var last = pointer.last();
    if (parent instanceof ObjectNode object) {
      if (value.equals("(missing)")) {
        object.remove(last.getMatchingProperty());
      } else {
        object.set(last.getMatchingProperty(), Shop.json(value));
      }
    } else if (parent instanceof ArrayNode array) {
      array.set(last.getMatchingIndex(), Shop.json(value));
    } else {
      throw new IllegalArgumentException("nothing is at the parent of " + where);
    }
    return body.toString();
  }

  /** Whether an answer gives away the text that was wrong, when that may be personal. */
  boolean isQuotedIn(String answer) {
    JsonNode node = value.equals("(missing)") ? Shop.json("null") : Shop.json(value);
    var sent = node.isNumber() ? value : node.textValue();
    return sent != null && sent.matches(".*([a-z]{5}|[0-9]{5}).*") && answer.contains(sent);
  }

  @Override
  public String toString() {
    return where + " = " + (value.length() > 40 ? value.substring(0, 40) + "…" : value);
  }

  /** What changed between two dumps of the tables. */
  static Map<String, String> difference(Map<String, String> before, Map<String, String> after) {
    var changed = new TreeMap<>(after);
    changed.entrySet().removeAll(before.entrySet());
    before.keySet().stream()
        .filter(key -> !after.containsKey(key))
        .forEach(k -> changed.put(k, "gone"));
    return changed;
  }
}
