package dev.perennial.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object strictly: each by its name and type, and none that nobody
 * asked for. The first mistake is thrown with its JSON pointer.
 */
public final class Fields {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final int MAX_QUOTED = 40;

  /** Of numbers that mean something to the sender alone, either sign. */
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);

  /** More than a double ever shows of a fraction. */
  private static final int MAX_DECIMALS = 20;

  private static final String MODEST =
      "of at most %s with at most %d decimals".formatted(LARGEST.toPlainString(), MAX_DECIMALS);

  /** RFC 3339, of which Java's own reader takes more: no seconds, or offsets of an hour alone. */
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  /** A time, an amount, a count or a currency, nearly right: no name, no address, no telephone. */
  private static final Pattern IMPERSONAL =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9:.Zz+-]{0,24})?"
              + "|-?[0-9]{0,4}([.,][0-9]{0,4})?|[A-Z]{3}");

  private final JsonNode node;
  private final String path;
  private final Set<String> known = new TreeSet<>();

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** The fields of an object. */
  public static Fields of(JsonNode node, String path) throws BadInput {
    if (!node.isObject()) {
      throw BadInput.at(path, "must be a JSON object");
    }
    return new Fields(node, path);
  }

  /** An id of the client's own. */
  public String id(String name) throws BadInput {
    var value = required(name);
    var id = value.isTextual() ? ClientId.normal(value.textValue()) : "";
    if (!ClientId.isOne(id)) {
      throw refuse(name, value, ClientId.WANTED);
    }
    return id;
  }

  /** A name of the programme's or of the contract's own. */
  public String name(String name) throws BadInput {
    var value = required(name);
    if (!value.isTextual() || !isName(value.textValue())) {
      throw refuse(name, value, "must be a text of 1 to 64 of A-Z a-z 0-9 . _ : -");
    }
    return value.textValue();
  }

  /** Whether a text is a name such as those of types and properties. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** An id that may be absent. */
  public @Nullable String idOrNull(String name) throws BadInput {
    return has(name) ? id(name) : null;
  }

  /**
   * An id that somebody may have typed: blanks in it and around it are nothing, and so is one of
   * nothing but blanks.
   */
  public @Nullable String codeOrNull(String name) throws BadInput {
    var value = field(name);
    if (!has(name) || !value.isTextual()) {
      return has(name) ? name(name) : null;
    }
    var code = value.textValue().replaceAll("[ \\t\\u00a0]", "");
    if (!code.isEmpty() && !isName(code)) {
      throw refuse(name, value, "must be a text of 1 to 64 of A-Z a-z 0-9 . _ : - and blanks");
    }
    return code.isEmpty() ? null : code;
  }

  /** A time with an offset, such as {@code 2011-03-01T10:00:00Z}. */
  public Instant time(String name) throws BadInput {
    var value = required(name);
    var text = value.isTextual() ? value.textValue() : "";
    try {
      if (TIME.matcher(text).matches()) {
        var time = OffsetDateTime.parse(text).toInstant();
        var year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1900 || year > 9999) {
          throw refuse(name, value, "must lie between the years 1900 and 9999");
        }
        return time;
      }
    } catch (DateTimeParseException e) {
      // such as the 30th of February: told below
    }
    throw refuse(
        name, value, "must be an RFC 3339 time with an offset, such as \"2026-03-01T10:00:00Z\"");
  }

  /** A currency by its ISO 4217 code. */
  public Currency currency(String name) throws BadInput {
    var value = required(name);
    try {
      // Stripe writes it in small letters
      var code = value.isTextual() ? value.textValue() : "";
      return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refuse(name, value, "must be an ISO 4217 code, such as \"EUR\"");
    }
  }

  /** An amount as decimal text, in minor units. */
  public long amount(String name, Currency currency) throws BadInput {
    var value = required(name);
    if (!value.isTextual()) {
      throw refuse(name, value, "must be a decimal in quotes, such as \"12.50\"");
    }
    try {
      return Amounts.parse(value.textValue(), currency);
    } catch (IllegalArgumentException e) {
      throw refuse(name, value, String.valueOf(e.getMessage()));
    }
  }

  /** An amount, 0 when absent. */
  public long amountOrZero(String name, Currency currency) throws BadInput {
    return has(name) ? amount(name, currency) : 0;
  }

  /** An amount, null when absent. */
  public @Nullable Long amountOrNull(String name, Currency currency) throws BadInput {
    return has(name) ? (Long) amount(name, currency) : null;
  }

  /** A whole number within bounds. */
  public long whole(String name, long min, long max) throws BadInput {
    var value = required(name);
    // JSON knows no integers: 1.0 is as whole as 1
    var number = value.isNumber() ? value.decimalValue() : null;
    var fits =
        number != null
            && number.compareTo(BigDecimal.valueOf(min)) >= 0
            && number.compareTo(BigDecimal.valueOf(max)) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    if (number == null || !fits) {
      throw refuse(name, value, "must be a whole number from " + min + " to " + max);
    }
    return number.longValue();
  }

  /** true or false. */
  public boolean truth(String name) throws BadInput {
    var value = required(name);
    if (!value.isBoolean()) {
      throw refuse(name, value, "must be true or false");
    }
    return value.booleanValue();
  }

  /** A text of 1 to {@code max} characters, none of them a control character; null when absent. */
  public @Nullable String textOrNull(String name, int max) throws BadInput {
    if (!has(name)) {
      return null;
    }
    var value = field(name);
    if (!value.isTextual() || !FreeText.isRight(value.textValue(), max)) {
      throw BadInput.at(at(name), FreeText.wanted(max));
    }
    return value.textValue();
  }

  /** The same of a text that somebody may have typed or exported: blanks around it are nothing. */
  public @Nullable String strippedOrNull(String name, int max) throws BadInput {
    return has(name) ? stripped(field(name), at(name), max) : null;
  }

  /** The texts of a list, without blanks around them and without those that are nothing else. */
  public List<String> strippedTexts(String name, int count, int max) throws BadInput {
    var list = required(name);
    if (!list.isArray() || list.size() > count) {
      throw BadInput.at(at(name), "must be a list of at most " + count + " texts");
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < list.size(); i++) {
      if (!FreeText.isNothing(list.get(i))) {
        texts.add(stripped(list.get(i), at(name), max));
      }
    }
    return texts;
  }

  private static String stripped(JsonNode value, String path, int max) throws BadInput {
    var text = FreeText.stripped(value, max);
    if (text == null) {
      throw BadInput.at(path, FreeText.wanted(max));
    }
    return text;
  }

  /** A number of at most 10 to the power of 15, either sign, with at most 20 decimals. */
  public BigDecimal number(String name) throws BadInput {
    var value = required(name);
    var number = value.isNumber() ? value.decimalValue().stripTrailingZeros() : null;
    if (number == null || !isModest(number)) {
      throw BadInput.at(at(name), "must be a number " + MODEST);
    }
    return number;
  }

  private static boolean isModest(BigDecimal number) {
    return number.abs().compareTo(LARGEST) <= 0 && number.scale() <= MAX_DECIMALS;
  }

  /**
   * A text like those of {@link #textOrNull}, a number, or true or false, as JSON writes it: equal
   * values are equal texts.
   */
  public String scalar(String name, int max) throws BadInput {
    var value = required(name);
    if (value.isBoolean()) {
      return value.toString();
    }
    if (value.isNumber()) {
      var number = value.decimalValue().stripTrailingZeros();
      if (isModest(number)) {
        return number.toPlainString();
      }
    } else if (value.isTextual()) {
      return JsonNodeFactory.instance.textNode(textOrNull(name, max)).toString();
    }
    // whatever it is may be personal: it is not quoted
    throw BadInput.at(at(name), "must be a text, true or false, or a number " + MODEST);
  }

  /** The objects of a list. */
  public List<Fields> objects(String name, int min, int max) throws BadInput {
    var value = required(name);
    if (!value.isArray() || value.size() < min || value.size() > max) {
      throw BadInput.at(
          at(name),
          "must be a list of %d to %d objects%s"
              .formatted(min, max, value.isArray() ? ", not of " + value.size() : ""));
    }
    var objects = new ArrayList<Fields>();
    for (int i = 0; i < value.size(); i++) {
      objects.add(of(value.get(i), at(name) + "/" + i));
    }
    return objects;
  }

  /** An object, null when absent. */
  public @Nullable Fields objectOrNull(String name) throws BadInput {
    return has(name) ? of(field(name), at(name)) : null;
  }

  /** The names of all fields there are; each counts as asked for. */
  public List<String> names() {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    known.addAll(names);
    return names;
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    return !field(name).isMissingNode();
  }

  /** Whether the field is there and says nothing: null, or a text of blanks alone. */
  public boolean isCleared(String name) {
    return has(name) && FreeText.isNothing(field(name));
  }

  /** The value of a field, whatever it is. */
  public JsonNode value(String name) {
    return field(name);
  }

  /** Refuses every field that nobody asked for. */
  public void nothingElse() throws BadInput {
    for (var entry : node.properties()) {
      var name = entry.getKey();
      if (!known.contains(name)) {
        throw BadInput.unknownField(path, at(quoted(name)), String.join(", ", known));
      }
    }
  }

  /** The JSON pointer of a field (RFC 6901). */
  public String at(String name) {
    return path + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** A mistake at a field, of which the value is told unless it may be personal. */
  public BadInput refuse(String name, JsonNode value, String what) {
    return BadInput.at(at(name), shown(value) + " " + what);
  }

  /** A value that says nothing of a person; only the kind of any other. */
  private static String shown(JsonNode value) {
    if (value.isValueNode() && IMPERSONAL.matcher(value.asText()).matches()) {
      return value.toString();
    }
    return switch (value.getNodeType()) {
      case BOOLEAN, NULL -> value.toString();
      case STRING -> "the text of " + value.textValue().length() + " characters";
      default -> "the " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private JsonNode field(String name) {
    known.add(name);
    return node.path(name);
  }

  private JsonNode required(String name) throws BadInput {
    var value = field(name);
    if (value.isMissingNode()) {
      throw BadInput.at(at(name), "is missing");
    }
    return value;
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }
}
