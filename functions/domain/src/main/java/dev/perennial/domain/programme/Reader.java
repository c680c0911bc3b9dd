package dev.perennial.domain.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.money.Amounts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a programme file strictly: every mistake is noted with its path, and reading
 * goes on, so that a marketer sees all of them at once.
 */
public final class Reader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

  /** Characters of a value that a mistake repeats. */
  private static final int MAX_SHOWN = 80;

  private static final BigDecimal BEYOND_RATES = BigDecimal.valueOf(10_000);

  private final JsonNode node;
  private final String path;
  private final List<Mistake> mistakes;
  private final boolean stored;
  private final Set<String> known = new TreeSet<>();

  /**
   * @param path what mistakes call the object
   * @param mistakes where they are noted
   */
  public Reader(JsonNode node, String path, List<Mistake> mistakes) {
    this(node, path, mistakes, false);
  }

  private Reader(JsonNode node, String path, List<Mistake> mistakes, boolean stored) {
    this.stored = stored;
    this.node = node;
    this.path = path;
    if (!node.isObject()) {
      mistakes.add(new Mistake(path, "must be a mapping" + butIs(node)));
    }
    // that it lacks this and that follows
    this.mistakes = node.isObject() ? mistakes : new ArrayList<>();
  }

  /**
   * A reader of what was applied already, maybe by a later release: fields that this one doesn't
   * know are passed over.
   */
  public static Reader ofStored(JsonNode node, String path, List<Mistake> mistakes) {
    return new Reader(node, path, mistakes, true);
  }

  /** A text that a function accepts, or a fallback after noting the mistake. */
  public <T> T text(String field, T fallback, Function<String, T> parse) {
    var value = field(field);
    if (!value.isTextual()) {
      note(
          field,
          value.isMissingNode()
              ? "is missing"
              : "must be text" + butIs(value) + wanted(value, parse));
      return fallback;
    }
    try {
      return parse.apply(value.textValue());
    } catch (RuntimeException e) { // of java.time and the like: any refusal is a mistake
      note(field, "\"" + value.textValue() + "\": " + e.getMessage());
      return fallback;
    }
  }

  /** What the text must be that stands there as something else: 14 for 14 days, say. */
  private static String wanted(JsonNode value, Function<String, ?> parse) {
    try {
      var _ = value.isNumber() ? parse.apply(value.asText()) : null;
      return "";
    } catch (RuntimeException e) { // of java.time and the like: any refusal
      var wanted = String.valueOf(e.getMessage());
      return wanted.startsWith("must ") ? ": it " + wanted : "";
    }
  }

  /** A text that may be absent. */
  public @Nullable String textOrNull(String field) {
    return has(field) ? text(field, "", Function.identity()) : null;
  }

  /** A whole number within bounds. */
  public int whole(String field, int min, int max) {
    var value = field(field);
    if (!value.isIntegralNumber() || value.longValue() < min || value.longValue() > max) {
      note(field, "must be a whole number from " + min + " to " + max + butIs(value));
      return min;
    }
    return value.intValue();
  }

  /** A list of different whole numbers within bounds. */
  public Set<Integer> wholes(String field, int min, int max) {
    var found = new LinkedHashSet<Integer>();
    if (!field(field).isArray()) {
      note(field, "must be a list" + butIs(field(field)));
      return found;
    }
    for (var value : field(field)) {
      var fits = value.isIntegralNumber() && value.longValue() >= min && value.longValue() <= max;
      if (!fits || !found.add(value.intValue())) {
        note(
            field,
            "must be different whole numbers from %d to %d".formatted(min, max) + butIs(value));
      }
    }
    return found;
  }

  /** A number of thousandths, written as a decimal such as 1.5. */
  public long thousandths(String field) {
    return thousandths(field(field), field);
  }

  /** The same of a value that is at hand. */
  public long thousandths(JsonNode value, String field) {
    if (!value.isNumber()
        || value.decimalValue().signum() < 0
        || value.decimalValue().compareTo(BEYOND_RATES) >= 0) {
      note(field, "must be a rate of 0 to 9999, such as 1.5" + butIs(value));
      return 0;
    }
    var exact = value.decimalValue().movePointRight(3).stripTrailingZeros();
    if (exact.scale() > 0) {
      var wanted = "must be a rate of 0 to 9999 with at most three decimals, such as 1.5";
      note(field, wanted + butIs(value));
      return 0;
    }
    return exact.longValueExact();
  }

  /** An amount of money, written as a decimal such as 12.50; in minor units. */
  public long amount(String field, Currency currency) {
    var value = field(field);
    if (value.isNumber()) {
      try {
        return Amounts.parse(value.decimalValue().toPlainString(), currency);
      } catch (IllegalArgumentException e) {
        note(field, e.getMessage() + " (" + value + ")");
        return 0;
      }
    }
    note(field, "must be an amount, such as 12.50" + butIs(value));
    return 0;
  }

  /** A list of texts that a function accepts, in their order; none when the field is absent. */
  public <T> Set<T> texts(String field, Function<String, T> parse) {
    var found = new LinkedHashSet<T>();
    if (!has(field)) {
      return found;
    }
    var list = field(field);
    if (!list.isArray() || list.isEmpty()) {
      note(field, "must be a list with something in it" + butIs(list));
      return found;
    }
    var said = new HashSet<JsonNode>();
    for (int i = 0; i < list.size(); i++) {
      try {
        if (!list.get(i).isTextual()) {
          note(field + "/" + i, "must be text" + butIs(list.get(i)));
        } else if (!said.add(list.get(i)) || !found.add(parse.apply(list.get(i).textValue()))) {
          note(field + "/" + i, "stands twice");
        }
      } catch (RuntimeException e) { // of java.time and the like: any refusal is a mistake
        note(field + "/" + i, "\"" + list.get(i).textValue() + "\": " + e.getMessage());
      }
    }
    return found;
  }

  /** A category, sku, channel or brand as clients write them. */
  public static String clientId(String text) {
    var id = ClientId.normal(text);
    if (!ClientId.isOne(id)) {
      throw new IllegalArgumentException(ClientId.WANTED);
    }
    return id;
  }

  /**
   * A name of the programme's own: of a file, a segment, a template.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException("must be small letters, digits and hyphens");
    }
    return text;
  }

  /**
   * A day.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a day, written as 2026-12-31", e);
    }
  }

  /** How a mistake ends: with the value that is wrong, unless it is long. */
  public static String butIs(JsonNode value) {
    var text = value.toString();
    if (value.isMissingNode()) {
      return "; it is missing";
    }
    return text.length() > MAX_SHOWN ? "" : "; " + text + " is not";
  }

  /** Whether a text is a name of the programme's own. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** What a library says of a mistake, without where in its own copy of the text it stands. */
  public static String saidBy(Exception e) {
    var lines = String.valueOf(e.getMessage()).lines().toList();
    return lines.isEmpty() ? "" : lines.getFirst().replaceAll("\\s+at \\[Source:.*", "").strip();
  }

  /**
   * One of several texts.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static String oneOf(String text, List<String> all) {
    if (!all.contains(text)) {
      throw new IllegalArgumentException(
          "is not known; known are " + String.join(", ", all) + Nearest.meant(text, all));
    }
    return text;
  }

  /** Reads the files of a folder. */
  public interface File {
    void read(String id, Reader file);
  }

  /** Reads each file of a folder, named by its id. */
  public void each(String folder, File each) {
    if (has(folder) && !field(folder).isObject()) {
      noteAt(folder, "must be a mapping" + butIs(field(folder)));
    }
    for (var entry : field(folder).properties()) {
      var reader = new Reader(entry.getValue(), folder + "/" + entry.getKey(), mistakes, stored);
      if (ID.matcher(entry.getKey()).matches()) {
        each.read(entry.getKey(), reader);
      } else {
        reader.note("", "must be named in small letters, digits and hyphens");
      }
    }
  }

  /** The names of all fields; each counts as asked for. */
  public List<String> names() {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    known.addAll(names);
    return names;
  }

  /**
   * What each field says, by its name: a category, say, as clients write it.
   *
   * @param value of the field of a name
   */
  public <T> Map<String, T> byClientId(Function<String, T> value) {
    var found = new LinkedHashMap<String, T>();
    for (var name : names()) {
      var id = ClientId.normal(name);
      // what an earlier release applied may stand there as it is
      if (!stored && !ClientId.isOne(id)) {
        noteName(name, "is named wrongly: it " + ClientId.WANTED);
      } else if (found.put(id, value.apply(name)) != null && !stored) {
        note(name, "stands twice, written in two ways");
      }
    }
    return found;
  }

  /** true or false. */
  public boolean truth(String field) {
    var value = field(field);
    if (!value.isBoolean()) {
      note(field, "must be true or false" + butIs(value));
    }
    return value.booleanValue();
  }

  /** Whether a field is there. */
  public boolean has(String field) {
    return !field(field).isMissingNode();
  }

  /** A field as it is; a missing node when it is not there. */
  public JsonNode field(String field) {
    known.add(field);
    var value = node.get(field);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** A field that is a mapping. */
  public Reader object(String field) {
    return new Reader(field(field), at(field), mistakes, stored);
  }

  /** A file of the whole programme, whose mistakes are named by it. */
  public Reader file(String field) {
    return new Reader(field(field), field, mistakes, stored);
  }

  /** A field that is a list of mappings. */
  public List<Reader> objects(String field) {
    var list = new ArrayList<Reader>();
    var value = field(field);
    if (!value.isArray()) {
      note(field, "must be a list" + butIs(value));
      return list;
    }
    for (int i = 0; i < value.size(); i++) {
      list.add(new Reader(value.get(i), at(field) + "/" + i, mistakes, stored));
    }
    return list;
  }

  /** Notes every field that nobody asked for. */
  public void nothingElse() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name) && !stored) {
                noteName(
                    name,
                    "is not known here; known are "
                        + String.join(", ", known)
                        + Nearest.meant(name, known));
              }
            });
  }

  /** Notes a mistake in a field; "" for the whole. */
  public void note(String field, String what) {
    mistakes.add(new Mistake(field.isEmpty() ? path : at(field), what));
  }

  /** Notes that a field is named wrongly. */
  public void noteName(String field, String what) {
    mistakes.add(new Mistake(field.isEmpty() ? path : at(field), what, true));
  }

  /** Notes a mistake at a path of its own. */
  public void noteAt(String where, String what) {
    mistakes.add(new Mistake(where, what));
  }

  private String at(String field) {
    return path + "/" + field;
  }
}
