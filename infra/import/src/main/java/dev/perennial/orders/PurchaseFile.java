package dev.perennial.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads who bought when and for how much, one line at a time: what a file of any size leaves in
 * memory is what the taker keeps. A broken line is left out and counted; the first few are kept.
 */
public final class PurchaseFile {
  private static final int PROBLEMS_KEPT = 20;
  private static final int LONGEST_CUSTOMER = 200;

  private final PurchaseLayout layout;
  private final Taker taker;
  private final List<Problem> problems = new ArrayList<>();
  private long broken;
  private long taken;
  private String dateText = "";
  private int date;

  private PurchaseFile(PurchaseLayout layout, Taker taker) {
    this.layout = layout;
    this.taker = taker;
  }

  /** Gets each purchase. */
  @FunctionalInterface
  public interface Taker {
    /**
     * A purchase, or a line of one.
     *
     * @param day since 1970-01-01, as the file writes it
     * @param amount in the major unit; 0 or more
     */
    void purchase(String customer, int day, double amount);
  }

  /**
   * What a reading came to.
   *
   * @param taken lines that were purchases
   * @param broken lines that were left out since a value can't be what its column says
   * @param problems the first of these
   */
  public record Reading(long taken, long broken, List<Problem> problems) {}

  /**
   * Reads a file, plain or compressed.
   *
   * @throws OrderFileException when it is empty, lacks a column, or is cut short
   */
  public static Reading read(Path file, PurchaseLayout layout, Taker taker) throws IOException {
    var reading = new PurchaseFile(layout, taker);
    if (layout instanceof PurchaseLayout.Cdnow) {
      OrderFile.lines(file, reading::line);
    } else {
      OrderFile.rows(
          file,
          layout.columns(),
          reading::row,
          (row, what) -> reading.problem(new Problem(row.line(), what)));
    }
    return new Reading(reading.taken, reading.broken, List.copyOf(reading.problems));
  }

  private void problem(Problem problem) {
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
      problem(new Problem(number, wrong.what()));
    }
  }

  private void row(Row row) throws BrokenRow {
    switch (layout) {
      case PurchaseLayout.Cdnow _ -> throw new IllegalStateException("has no header");
      case PurchaseLayout.OnlineRetail _ -> onlineRetail(row);
      case PurchaseLayout.Plain _ ->
          take(
              customer("customerId", row),
              day("at", row.text("at")),
              amount("quantity", row.text("quantity"))
                  * amount("unitPrice", row.text("unitPrice")));
      case PurchaseLayout.Columns(var customer, var date, var amount) ->
          take(
              customer(customer, row),
              day(date, row.text(date)),
              amount.isEmpty() ? 0 : amount(amount, row.text(amount)));
    }
  }

  private void onlineRetail(Row row) throws BrokenRow {
    var quantity = number("Quantity", row.text("Quantity"));
    var price = number("UnitPrice", row.text("UnitPrice"));
    var day = day("InvoiceDate", row.text("InvoiceDate"));
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

  /** What may follow a date: a time, with or without an offset. */
  private static final Pattern TIME =
      Pattern.compile(
          "[ T]+([01]?[0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?"
              + " ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?");

  /** Dates begin a time, which is of no matter: a day has one purchase. */
  private int day(String column, String text) throws BrokenRow {
    if (text.equals(dateText)) {
      return date;
    }
    try {
      var head =
          text.length() == 8
              ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
              : text.substring(0, Math.min(10, text.length()));
      var parsed = LocalDate.parse(head);
      var isDay = text.length() <= 10 || TIME.matcher(text.substring(10)).matches();
      if (isDay && parsed.getYear() >= 1900 && parsed.getYear() < 2200) {
        date = (int) parsed.toEpochDay();
        dateText = text;
        return date;
      }
    } catch (DateTimeException e) {
      // told below, with all others that are no dates
    }
    throw wrong(
        column,
        text,
        "a date from 1900 to 2199 such as 2010-12-01, 20101201 or 2010-12-01 08:26:00");
  }

  private static BrokenRow wrong(String column, String text, String right) {
    var shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new BrokenRow("%s is \"%s\"; it must be %s".formatted(column, shown, right));
  }
}
