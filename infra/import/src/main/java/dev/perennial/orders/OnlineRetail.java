package dev.perennial.orders;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of docs/online-retail.md: which lines are purchases, which are cancellations. */
final class OnlineRetail implements OrderReader {
  /**
   * Codes of postage, charges, discounts and corrections, seen by reading all that have no digits.
   */
  private static final Set<String> NOT_GOODS =
      Set.of("POST", "DOT", "C2", "M", "D", "S", "B", "BANK-CHARGES", "AMAZONFEE", "CRUK", "PADS");

  /** A refund's id holds two of them and a hyphen. */
  private static final int LONGEST_INVOICE = 63;

  private final Terms terms;
  private final Notation notation;
  private final Times times;
  private final Gathered<Order.Line> purchases = new Gathered<>("purchase");
  private final Gathered<Refund.Line> cancellations = new Gathered<>("cancellation");
  private final List<Skipped> skipped = new ArrayList<>();
  private final Map<String, Latest> countries = new HashMap<>();
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, Boolean> festive = new HashMap<>();
  private String stampText = "";
  private Instant stamp = Instant.EPOCH;

  OnlineRetail(Terms terms, Notation notation) {
    this.terms = terms;
    this.notation = notation.orIn(terms.zone());
    times = new Times(notation.dates());
  }

  @Override
  public Columns columns() {
    return Columns.of(
        List.of(
            "InvoiceNo",
            "StockCode",
            "Description",
            "Quantity",
            "InvoiceDate",
            "UnitPrice",
            "CustomerID",
            "Country"));
  }

  @Override
  public void row(Row row) throws BrokenRow {
    var at = at(row);
    var quantity = row.whole("Quantity", -Limits.MAX_QUANTITY, Limits.MAX_QUANTITY);
    var price = row.decimal("UnitPrice");
    var invoice = invoice(row);
    var sku = sku(row);
    if (row.text("CustomerID").isEmpty()) {
      skipped.add(new Skipped(at, Skipped.NO_CUSTOMER));
      return;
    }
    sku = one(sku);
    var customer = one(row.id("CustomerID"));
    var cancels = cancels(invoice);
    countries.merge(customer, new Latest(at, one(row.text("Country"))), Latest::later);
    if (cancels ? quantity >= 0 : quantity <= 0) {
      skipped.add(new Skipped(at, Skipped.WRONG_SIGN));
    } else if (price.signum() <= 0) {
      skipped.add(
          new Skipped(at, price.signum() == 0 ? Skipped.ZERO_PRICE : Skipped.NEGATIVE_PRICE));
    } else if (cancels) {
      var line = new Refund.Line(sku, -quantity, minor(row, -quantity, price));
      cancellations.add(one(invoice), customer, at, line, row);
    } else {
      var category = category(sku, row.text("Description"));
      var line = new Order.Line(sku, category, quantity, minor(row, quantity, price));
      purchases.add(one(invoice), customer, at, line, row);
    }
  }

  private static boolean cancels(String invoice) {
    return invoice.startsWith("C");
  }

  private long minor(Row row, long quantity, BigDecimal price) throws BrokenRow {
    var minor = Row.minor(price, terms.currency());
    if (Limits.isExceededBy(Millionths.of(quantity), Millionths.of(minor), terms.currency())) {
      throw row.wrong("Quantity", "less: times UnitPrice it is above " + Amounts.LARGEST_MAJOR);
    }
    return minor;
  }

  private Instant at(Row row) throws BrokenRow {
    var text = row.text("InvoiceDate");
    // the lines of an invoice follow each other
    if (!text.equals(stampText)) {
      var written = times.read(text);
      if (written == null) {
        throw row.wrong("InvoiceDate", "a time such as " + times.example());
      }
      var zone = notation.zone();
      stamp = written.in(zone == null ? terms.zone() : zone);
      stampText = text;
    }
    if (!terms.allow(stamp)) {
      throw row.wrong("InvoiceDate", terms.times());
    }
    return stamp;
  }

  private static String invoice(Row row) throws BrokenRow {
    var invoice = row.id("InvoiceNo");
    if (invoice.length() > LONGEST_INVOICE || !ClientId.isOne(invoice + "-" + invoice)) {
      throw row.wrong("InvoiceNo", "at most " + LONGEST_INVOICE + " plain characters");
    }
    return invoice;
  }

  private String sku(Row row) throws BrokenRow {
    var code = row.text("StockCode");
    return code.equalsIgnoreCase("BANK CHARGES") ? "BANK-CHARGES" : row.id("StockCode");
  }

  private @Nullable String category(String sku, String description) {
    if (NOT_GOODS.contains(sku.toUpperCase(Locale.ROOT))) {
      return "service";
    }
    return festive.computeIfAbsent(description, OnlineRetail::festive) ? "christmas" : null;
  }

  private static boolean festive(String description) {
    var words = description.toUpperCase(Locale.ROOT);
    return words.contains("CHRISTMAS") || words.contains("XMAS");
  }

  /** Equal texts as one object: half a million lines name a few thousand items and customers. */
  private String one(String text) {
    return known.computeIfAbsent(text, same -> same);
  }

  @Override
  public void broken(Row row, String what) {
    var of = cancels(row.text("InvoiceNo")) ? cancellations : purchases;
    of.broken("InvoiceNo", "CustomerID", row, what);
  }

  @Override
  public Orders orders() {
    var problems = purchases.leaveOutBroken();
    problems.addAll(cancellations.leaveOutBroken());
    var orders =
        purchases.mapSound(
            (key, at, lines) -> new Order(key.id(), key.customerId(), at, lines),
            order -> order.beyondLimits(terms.currency()),
            problems);
    var refunds = new Cancellations(cancellations, orders, skipped).refunds();
    var names = new HashMap<String, String>();
    countries.forEach((customer, latest) -> names.put(customer, latest.country));
    var entries = new ArrayList<Entry>(orders);
    entries.addAll(refunds);
    // a stable sort: what is bought and given back at the same instant is bought first
    entries.sort(Comparator.comparing(Entry::at));
    return new Orders(terms.zone(), entries, skipped, problems, names);
  }

  private record Latest(Instant at, String country) {
    Latest later(Latest other) {
      return other.at.isBefore(at) ? this : other;
    }
  }
}
