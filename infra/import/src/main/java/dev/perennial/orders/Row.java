package dev.perennial.orders;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.function.IntPredicate;

/** One row of an order file; its accessors turn text into values or say what is wrong with it. */
final class Row {
  private static final String WANTED_QUANTITY =
      "a number above 0 and at most %d, of at most six decimals".formatted(Limits.MAX_QUANTITY);

  private final Header header;
  private final String[] fields;
  private final long line;
  private final boolean whole;

  /**
   * @param line counted from 1, the header included
   */
  Row(Header header, String[] fields, long line) {
    this(header, fields, line, true);
  }

  private Row(Header header, String[] fields, long line, boolean whole) {
    this.header = header;
    this.fields = fields;
    this.line = line;
    this.whole = whole;
  }

  /**
   * What is no CSV, to guess what it belongs to: any field may be missing or in another's place.
   */
  static Row torn(Header header, String text, long line) {
    return new Row(
        header, text.replace("\"", "").split(header.notation().divider(), -1), line, false);
  }

  /** Where it stands, or begins. */
  long line() {
    return line;
  }

  /** Whether each field stands in the column that it is of. */
  boolean isWhole() {
    return whole;
  }

  /** What the file calls a column. */
  String label(String column) {
    return header.label(column);
  }

  /** All columns as the file names them. */
  List<String> names() {
    return header.names();
  }

  /** All fields as the file has them. */
  List<String> fields() {
    return List.of(fields);
  }

  /** The trimmed text of a column, empty when the file doesn't have the column. */
  String text(String column) {
    var position = header.position(column);
    return position < 0 || position >= fields.length ? "" : fields[position].strip();
  }

  String id(String column) throws BrokenRow {
    var id = ClientId.normal(text(column));
    if (!ClientId.isOne(id)) {
      throw wrong(column, "1 to 128 readable characters");
    }
    return id;
  }

  /** Whether a column holds what {@link #id} takes. */
  boolean hasId(String column) {
    return ClientId.isOne(ClientId.normal(text(column)));
  }

  /** A number as everybody writes it; empty when the file's notation has no such number. */
  private String number(String column) {
    return header.notation().number(text(column));
  }

  long whole(String column, long min, long max) throws BrokenRow {
    var text = number(column);
    if (consists(text, sign(text), 9, Row::digit)) {
      var number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw wrong(column, "a whole number from " + min + " to " + max);
  }

  /** An amount as the API takes it, in minor units. */
  long amount(String column, Currency currency) throws BrokenRow {
    return parsed(column, currency, Amounts::parse);
  }

  /** A price for one as the API takes it, in millionths of a minor unit. */
  long unitPrice(String column, Currency currency) throws BrokenRow {
    return parsed(column, currency, Amounts::parseUnitPrice);
  }

  /** A quantity as the API takes it, in millionths. */
  long quantity(String column) throws BrokenRow {
    var quantity = Millionths.of(decimal(column, WANTED_QUANTITY));
    if (quantity <= 0 || quantity > Millionths.of(Limits.MAX_QUANTITY)) {
      throw wrong(column, WANTED_QUANTITY);
    }
    return quantity;
  }

  BigDecimal decimal(String column) throws BrokenRow {
    return decimal(column, header.notation().wanted());
  }

  private BigDecimal decimal(String column, String right) throws BrokenRow {
    var text = number(column);
    var point = text.indexOf('.');
    var whole = point < 0 ? text : text.substring(0, point);
    if (!consists(whole, sign(whole), 15, Row::digit)
        || (point >= 0 && !consists(text, point + 1, 6, Row::digit))) {
      throw wrong(column, right);
    }
    var number = new BigDecimal(text);
    if (number.abs().compareTo(BigDecimal.valueOf(Amounts.LARGEST_MAJOR)) > 0) {
      throw wrong(column, "at most " + Amounts.LARGEST_MAJOR);
    }
    return number;
  }

  private interface Parse {
    long parse(String number, Currency currency);
  }

  private long parsed(String column, Currency currency, Parse parse) throws BrokenRow {
    var number = number(column);
    if (number.isEmpty() && !text(column).isEmpty()) {
      throw wrong(column, header.notation().wanted());
    }
    try {
      return parse.parse(number, currency);
    } catch (IllegalArgumentException e) {
      throw new BrokenRow(
          "%s \"%s\" %s".formatted(header.label(column), shown(column), e.getMessage()));
    }
  }

  // by hand: regular expressions took half of the time that reading a file takes
  private static boolean consists(String text, int from, int max, IntPredicate of) {
    for (int i = from; i < text.length(); i++) {
      if (!of.test(text.charAt(i))) {
        return false;
      }
    }
    return text.length() > from && text.length() <= from + max;
  }

  private static int sign(String text) {
    return text.startsWith("-") ? 1 : 0;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A price in minor units; what is finer than one is rounded half up. */
  static long minor(BigDecimal price, Currency currency) {
    return price
        .multiply(BigDecimal.valueOf(Amounts.minorPerUnit(currency)))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  BrokenRow wrong(String column, String right) {
    return new BrokenRow(
        "%s is \"%s\"; it must be %s".formatted(header.label(column), shown(column), right));
  }

  private String shown(String column) {
    var text = text(column);
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
