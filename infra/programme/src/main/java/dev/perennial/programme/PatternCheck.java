package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.segments.Clause;
import dev.perennial.domain.segments.Precision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what is wrong with a segment's pattern beyond its form: fields that no customer has, values
 * of another type, and patterns that can match nobody or everybody. Whether a clause can match is
 * tried out, on values around those that it names.
 */
final class PatternCheck {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** Of a field without bounds: more than profiles and events tell, to the last digit. */
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(20);

  /** All countries, and some of the time zones. */
  private static final int MAX_NAMED = 300;

  /** Characters of what is asked that a mistake repeats. */
  private static final int MAX_SHOWN = 80;

  private static final Set<String> OF_TEXTS =
      Set.of("prefix", "suffix", "wildcard", "equals-ignore-case");

  private final PatternFields fields;
  private final List<Mistake> mistakes = new ArrayList<>();

  private enum Can {
    NOBODY,
    SOME,
    EVERYBODY
  }

  private PatternCheck(PatternFields fields) {
    this.fields = fields;
  }

  /**
   * What is wrong with a pattern.
   *
   * @param path of the pattern among the programme's files, such as {@code segments/x/pattern}
   * @param known whose tiers and surveys it may name
   */
  static List<Mistake> ofSegment(String path, JsonNode pattern, Known known) {
    var check = new PatternCheck(ProfileFields.of(known));
    var can = check.all(path, "", pattern);
    if (check.mistakes.isEmpty() && can == Can.EVERYBODY) {
      check.mistakes.add(
          new Mistake(path, "matches every customer; a campaign without a segment means them too"));
    }
    return check.mistakes;
  }

  /**
   * What is wrong with what a trigger asks of the detail of an event.
   *
   * @param path of the pattern's detail among the programme's files
   * @param type the detail-type
   * @param known what it may name
   */
  static List<Mistake> ofEvent(String path, JsonNode detail, String type, Known known) {
    var check = new PatternCheck(EventFields.of(type, known));
    check.all(path, "", detail);
    return check.mistakes;
  }

  private Can all(String at, String above, JsonNode pattern) {
    var can = Can.EVERYBODY;
    for (var entry : pattern.properties()) {
      var name = entry.getKey();
      var value = entry.getValue();
      var place = at + "/" + name;
      var path = above + Clause.pathName(name);
      var one =
          isEither(name, value)
              ? any(place, above, value)
              : value.isObject() ? object(place, path, value) : field(place, path, value);
      can = one.compareTo(can) < 0 ? one : can;
    }
    return can;
  }

  /** Whether it is an {@code $or} as event-ruler reads it: any other is a field of that name. */
  static boolean isEither(String name, JsonNode value) {
    return name.equals("$or") && value.path(0).isObject();
  }

  private Can object(String at, String path, JsonNode pattern) {
    if (fields.isObject(path)) {
      return all(at, path + "/", pattern);
    }
    var field = fields.field(path);
    if (field == null) {
      noField(at, path);
    } else {
      note(at, "is " + field.kind() + "; what is asked of it stands in a list");
    }
    return Can.SOME;
  }

  /** Two halves may be everybody together: only one that is so by itself is known to be. */
  private Can any(String at, String above, JsonNode alternatives) {
    var can = Can.NOBODY;
    for (int i = 0; i < alternatives.size(); i++) {
      var one = all(at + "/" + i, above, alternatives.get(i));
      can = one.compareTo(can) > 0 ? one : can;
    }
    return can;
  }

  private Can field(String at, String path, JsonNode wanted) {
    var field = fields.field(path);
    if (field == null && fields.isObject(path)) {
      var names = String.join(", ", fields.names(path));
      note(at, "has fields of its own" + (names.isEmpty() ? "" : ": " + names));
      return Can.SOME;
    }
    if (field == null) {
      noField(at, path);
      return Can.SOME;
    }
    var before = mistakes.size();
    wanted.forEach(each -> type(at, each, field));
    named(wanted, new LinkedHashSet<>()).forEach(number -> isCompared(at, number));
    if (mistakes.size() > before) {
      return Can.SOME;
    }
    int met = 0;
    var candidates = candidates(wanted, field);
    for (var candidate : candidates) {
      met += Clause.meets(path, wanted, document(path, candidate)) ? 1 : 0;
    }
    if (met == 0) {
      var asked = wanted.toString();
      note(
          at,
          "can match %s: %s%s%s"
              .formatted(
                  fields.none(),
                  range(field),
                  asked.length() > MAX_SHOWN ? "" : ", and not " + asked,
                  meant(wanted, field)));
      return Can.NOBODY;
    }
    for (var each : wanted) {
      known(at, each, field);
      if (each.isNumber() && !field.holds(each.decimalValue())) {
        note(at, each + " is never there: " + range(field));
      }
    }
    return met == candidates.size() ? Can.EVERYBODY : Can.SOME;
  }

  private void isCompared(String at, BigDecimal number) {
    if (Precision.rounded(number).compareTo(number) != 0) {
      note(
          at,
          "%s is finer than numbers are compared, to %d decimals and %d digits; %s is what is there"
              .formatted(
                  number,
                  Precision.DECIMALS,
                  Precision.DIGITS,
                  Precision.rounded(number).toPlainString()));
    }
  }

  private void noField(String at, String path) {
    var slash = path.lastIndexOf('/');
    var names = fields.names(slash < 0 ? "" : path.substring(0, slash));
    mistakes.add(
        new Mistake(
            at,
            "is no field of %s%s%s"
                .formatted(
                    fields.whose(),
                    names.isEmpty() ? "" : "; " + String.join(", ", names) + " are",
                    Nearest.meant(path.substring(slash + 1), names)),
            true));
  }

  /** Of the names in a list of which there is none, what they were most likely to be. */
  private static String meant(JsonNode wanted, PatternFields.Field field) {
    var meant = new StringBuilder();
    for (var each : wanted) {
      if (each.isTextual()) {
        meant.append(Nearest.meant(each.asText(), field.texts()));
      }
    }
    return meant.toString();
  }

  private static String range(PatternFields.Field field) {
    if (field.isNumber() && (field.min() != null || field.max() != null)) {
      return "it is %s%s%s"
          .formatted(
              field.type().equals("integer") ? "a whole number" : "a number",
              field.min() == null ? "" : " of at least " + field.min(),
              field.max() == null ? "" : " and at most " + field.max());
    }
    if (!field.texts().isEmpty()) {
      var some = field.texts().subList(0, Math.min(MAX_NAMED, field.texts().size()));
      var more = field.texts().size() - some.size();
      return "it is one of "
          + String.join(", ", some)
          + (more == 0 ? "" : " and " + more + " more");
    }
    if (field.form() != null) {
      return "it is text: " + field.form().words();
    }
    return "it is %s%s".formatted(field.kind(), field.always() ? " that all have" : "");
  }

  private void type(String at, JsonNode wanted, PatternFields.Field field) {
    if (field.isAny()) {
      return;
    }
    if (wanted.isObject()) {
      wanted.properties().forEach(entry -> matcher(at, entry.getKey(), entry.getValue(), field));
    } else if (wanted.isArray()) {
      wanted.forEach(each -> type(at, each, field));
    } else if (!wanted.isNull() && !fits(wanted, field)) {
      note(at, "is %s; %s is not".formatted(field.kind(), wanted));
    }
  }

  private void matcher(String at, String name, JsonNode value, PatternFields.Field field) {
    var isForTexts = OF_TEXTS.contains(name);
    if ((isForTexts && !field.type().equals("string"))
        || (name.equals("numeric") && !field.isNumber())
        || name.equals("cidr")) {
      note(at, "is %s, of which %s says nothing".formatted(field.kind(), name));
    } else if (name.equals("anything-but")) {
      type(at, value, field);
      value.forEach(each -> known(at, each, field));
    }
  }

  /** Who is to be left out by a name that there is none of would be in. */
  private void known(String at, JsonNode named, PatternFields.Field field) {
    var form = field.form();
    if (named.isTextual() && form != null && !form.pattern().matcher(named.asText()).matches()) {
      note(at, named + " is never there: " + range(field));
    }
    if (named.isTextual() && !field.texts().isEmpty() && !field.texts().contains(named.asText())) {
      note(
          at,
          named
              + " is none that there is: "
              + range(field)
              + Nearest.meant(named.asText(), field.texts()));
    }
  }

  private static boolean fits(JsonNode value, PatternFields.Field field) {
    return switch (field.type()) {
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      default -> value.isNumber();
    };
  }

  private void note(String at, String what) {
    mistakes.add(new Mistake(at, what));
  }

  /** Values that show every way in which a customer can stand to what is wanted. */
  private static List<JsonNode> candidates(JsonNode wanted, PatternFields.Field field) {
    var factory = JsonNodeFactory.instance;
    var found = new LinkedHashSet<JsonNode>();
    switch (field.type()) {
      case "boolean" -> {
        found.add(factory.booleanNode(true));
        found.add(factory.booleanNode(false));
      }
      case "string" -> texts(wanted, field).forEach(text -> found.add(factory.textNode(text)));
      case PatternFields.Field.ANY -> {
        found.add(factory.booleanNode(true));
        found.add(factory.booleanNode(false));
        texts(wanted, field).forEach(text -> found.add(factory.textNode(text)));
        numbers(wanted, field).forEach(number -> found.add(factory.numberNode(number)));
      }
      default -> numbers(wanted, field).forEach(number -> found.add(factory.numberNode(number)));
    }
    var all = new ArrayList<>(found);
    if (!field.always()) {
      all.add(factory.missingNode());
    }
    return all;
  }

  private static Set<BigDecimal> numbers(JsonNode wanted, PatternFields.Field field) {
    var step = field.type().equals("integer") ? BigDecimal.ONE : CENT;
    var found = new LinkedHashSet<BigDecimal>();
    found.add(field.min() == null ? LARGEST.negate() : field.min());
    found.add(field.max() == null ? LARGEST : field.max());
    for (var number : named(wanted, new LinkedHashSet<>())) {
      found.add(number);
      found.add(Precision.rounded(number.subtract(step)));
      found.add(Precision.rounded(number.add(step)));
    }
    found.removeIf(number -> !field.holds(number));
    return found;
  }

  private static Set<BigDecimal> named(JsonNode node, Set<BigDecimal> into) {
    if (node.isNumber()) {
      into.add(node.decimalValue());
    }
    node.forEach(each -> named(each, into));
    return into;
  }

  private static Set<String> texts(JsonNode wanted, PatternFields.Field field) {
    if (!field.texts().isEmpty()) {
      return new LinkedHashSet<>(field.texts());
    }
    var found = new LinkedHashSet<String>();
    for (var text : texts(wanted, new LinkedHashSet<>())) {
      found.add(text);
      found.add(text + "~");
      found.add("~" + text);
    }
    found.add("~");
    found.remove(""); // no field is an empty text
    var form = field.form();
    return form == null ? found : formed(found, form);
  }

  /** Texts around others that look as they should. */
  private static Set<String> formed(Set<String> texts, PatternFields.Form form) {
    var found = new LinkedHashSet<String>();
    for (var text : texts) {
      var plain = text.replace("~", "0").replace("*", "0");
      found.add(plain);
      found.add(plain.toUpperCase(Locale.ROOT));
    }
    found.removeIf(text -> !form.pattern().matcher(text).matches());
    return found;
  }

  private static Set<String> texts(JsonNode node, Set<String> into) {
    if (node.isTextual()) {
      into.add(node.asText());
    }
    node.forEach(each -> texts(each, into));
    return into;
  }

  private static JsonNode document(String path, JsonNode value) {
    JsonNode document = value;
    var names = path.split("/", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      var above = JsonNodeFactory.instance.objectNode();
      if (!document.isMissingNode()) {
        above.set(Clause.keyOf(names[i]), document);
      }
      document = above;
    }
    return document;
  }
}
