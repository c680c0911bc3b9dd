package dev.perennial.orders;

import dev.perennial.domain.money.Amounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads who bought when and for how much. Of a layout of lines a file of any size leaves in memory
 * what the taker keeps; orders are put together from their rows, and netted of what went back. A
 * broken line is left out and counted; the first few are kept.
 */
public final class PurchaseFile {
  private static final int PROBLEMS_KEPT = 10;
  private static final int LONGEST_CUSTOMER = 200;

  private final PurchaseLayout layout;
  private final Notation notation;
  private final ZoneId zone;
  private final Times times;
  private final Taker taker;
  private final List<String> problems = new ArrayList<>();
  private long broken;
  private long taken;
  private String dateText = "";
  private int date;

  private PurchaseFile(PurchaseLayout layout, Notation notation, ZoneId zone, Taker taker) {
    this.layout = layout;
    this.notation = notation;
    this.zone = zone;
    this.times = new Times(notation.dates());
    this.taker = taker;
  }

  /** Gets each purchase. */
  @FunctionalInterface
  public interface Taker {
    /**
     * A purchase, or a line of one.
     *
     * @param day since 1970-01-01, in the zone that days are counted in
     * @param amount in the major unit; 0 or more
     */
    void purchase(String customer, int day, double amount);
  }

  /**
   * What a reading came to.
   *
   * @param taken lines that were purchases
   * @param broken lines and orders that were left out since a value can't be what its column says
   * @param problems the first of these
   * @param notes how the file was read, where that isn't plain
   */
  public record Reading(long taken, long broken, List<String> problems, List<String> notes) {}

  /**
   * Reads a file, plain or compressed.
   *
   * @param zone in which days are counted; a time without an offset is of it
   * @throws OrderFileException when it is empty, lacks a column, or is cut short
   */
  public static Reading read(
      Path file, PurchaseLayout layout, Notation notation, ZoneId zone, Taker taker)
      throws IOException {
    var reading = new PurchaseFile(layout, notation, zone, taker);
    List<String> notes = List.of();
    switch (layout) {
      case PurchaseLayout.Cdnow _ -> OrderFile.lines(file, reading::line);
      case PurchaseLayout.OfShop(var format, var terms) ->
          notes = reading.orders(OrderFile.read(file, format, terms, notation.orIn(zone)), terms);
      default ->
          OrderFile.rows(
              file,
              Columns.of(layout.columns()),
              notation,
              reading::row,
              (row, what) -> reading.problem(new Problem(row.line(), what).toString()));
    }
    return new Reading(reading.taken, reading.broken, List.copyOf(reading.problems), notes);
  }

  private List<String> orders(Orders orders, Terms terms) {
    orders.leftOut().forEach(this::problem);
    var refunds =
        orders.refunds().stream()
            .collect(Collectors.groupingBy(each -> List.of(each.customerId(), each.purchaseId())));
    for (var order : orders.purchases()) {
      var back = refunds.getOrDefault(List.of(order.customerId(), order.purchaseId()), List.of());
      var left = order.leftMinor(back);
      if (left > 0 || back.isEmpty()) {
        taken++;
        taker.purchase(
            order.customerId(),
            (int) order.at().atZone(zone).toLocalDate().toEpochDay(),
            (double) left / Amounts.minorPerUnit(terms.currency()));
      }
    }
    return orders.notes();
  }

  private void problem(String problem) {
    broken++;
    if (problems.size() < PROBLEMS_KEPT) {
      problems.add(problem);
    }
  }

  private void line(String text, long number) {
    var fields = text.strip().split("\\s+", -1);
    try {
      if (fields.length != 4 && fields.length != 5) {
        throw new BrokenRow(
            "has %d fields between blanks; a CDNOW line has 4 (customer, date, CDs, dollars) or 5"
                    .formatted(fields.length)
                + " (with the number in the sample after the customer)");
      }
      var last = fields.length - 1;
      take(fields[0], day("date", fields[last - 2]), amount("dollars", fields[last]));
    } catch (BrokenRow wrong) {
      problem(new Problem(number, wrong.what()).toString());
    }
  }

  private void row(Row row) throws BrokenRow {
    switch (layout) {
      case PurchaseLayout.Cdnow _, PurchaseLayout.OfShop _ ->
          throw new IllegalStateException("is not read row by row");
      case PurchaseLayout.OnlineRetail _ -> onlineRetail(row);
      case PurchaseLayout.Columns(var customer, var date, var amount) ->
          take(customer(customer, row), day(date, row), amount.isEmpty() ? 0 : amount(amount, row));
    }
  }

  private void onlineRetail(Row row) throws BrokenRow {
    var quantity = number("Quantity", row);
    var price = number("UnitPrice", row);
    var day = day("InvoiceDate", row);
    var customer = row.text("CustomerID");
    if (customer.isEmpty()
        || row.text("InvoiceNo").startsWith("C")
        || quantity <= 0
        || price <= 0) {
      return;
    }
    take(customer, day, quantity * price);
  }

  private void take(String customer, int day, double amount) throws BrokenRow {
    if (amount == Double.POSITIVE_INFINITY) {
      throw new BrokenRow("has an amount that is too large for a number");
    }
    taken++;
    taker.purchase(customer, day, amount);
  }

  private static String customer(String column, Row row) throws BrokenRow {
    var text = row.text(column);
    if (text.isEmpty() || text.length() > LONGEST_CUSTOMER) {
      throw row.wrong(column, "1 to " + LONGEST_CUSTOMER + " characters");
    }
    return text;
  }

  private static double amount(String column, String text) throws BrokenRow {
    var amount = number(column, text);
    if (amount < 0) {
      throw wrong(column, text, "0 or more: what is given back is no purchase");
    }
    return amount;
  }

  private double amount(String column, Row row) throws BrokenRow {
    return amount(row.label(column), told(column, row));
  }

  private double number(String column, Row row) throws BrokenRow {
    return number(row.label(column), told(column, row));
  }

  /** The number of a column with a decimal point. */
  private String told(String column, Row row) throws BrokenRow {
    var text = row.text(column);
    var number = notation.number(text);
    if (number.isEmpty() && !text.isEmpty()) {
      throw wrong(row.label(column), text, notation.wanted());
    }
    return number;
  }

  /** Beyond, a sum would lose cents. */
  private static final double LARGEST = 1e15;

  private static double number(String column, String text) throws BrokenRow {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.-+eE".indexOf(text.charAt(i)) < 0) {
        throw wrong(column, text, "a number with a decimal point, such as 2.55");
      }
    }
    try {
      var number = Double.parseDouble(text);
      if (Math.abs(number) <= LARGEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with all others that are no numbers
    }
    throw wrong(column, text, "a number of at most 1e15 with a decimal point, such as 2.55");
  }

  private int day(String column, Row row) throws BrokenRow {
    return day(row.label(column), row.text(column));
  }

  /** A date, or that of a time: a day has one purchase. */
  private int day(String column, String text) throws BrokenRow {
    if (text.equals(dateText)) {
      return date;
    }
    var written = times.read(text);
    if (written != null) {
      var day = written.day(zone);
      if (day.getYear() >= 1900 && day.getYear() < 2200) {
        date = (int) day.toEpochDay();
        dateText = text;
        return date;
      }
    }
    throw wrong(column, text, "a date from 1900 to 2199 such as " + times.example());
  }

  private static BrokenRow wrong(String column, String text, String right) {
    var shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new BrokenRow("%s is \"%s\"; it must be %s".formatted(column, shown, right));
  }
}
