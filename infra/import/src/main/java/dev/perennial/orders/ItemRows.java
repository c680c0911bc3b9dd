package dev.perennial.orders;

import static dev.perennial.orders.ItemColumns.AT;
import static dev.perennial.orders.ItemColumns.CATEGORY;
import static dev.perennial.orders.ItemColumns.CUSTOMER;
import static dev.perennial.orders.ItemColumns.EMAIL;
import static dev.perennial.orders.ItemColumns.ITEM;
import static dev.perennial.orders.ItemColumns.LINE_DISCOUNT;
import static dev.perennial.orders.ItemColumns.LINE_TOTAL;
import static dev.perennial.orders.ItemColumns.PURCHASE;
import static dev.perennial.orders.ItemColumns.QUANTITY;
import static dev.perennial.orders.ItemColumns.REFUNDED_AT;
import static dev.perennial.orders.ItemColumns.REFUNDED_QUANTITY;
import static dev.perennial.orders.ItemColumns.SKU;
import static dev.perennial.orders.ItemColumns.UNIT_PRICE;
import static java.math.RoundingMode.CEILING;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files with a row for each item of an order: {@code csv}, {@code shopify}, {@code woocommerce}.
 */
final class ItemRows implements OrderReader {
  private final Terms terms;
  private final Notation notation;
  private final Columns columns;
  private final boolean foreign;
  private final Times times;
  private final Gathered<SoldItem> purchases = new Gathered<>("purchase");
  private final List<Skipped> skipped = new ArrayList<>();
  private final Set<String> hashed = new HashSet<>();
  private boolean localTimes;
  private String lastPurchase = "";
  private String lastCustomer = "";
  private @Nullable Instant lastAt;

  /**
   * @param foreign whether customers without an id, sums finer than a cent, and what is the order's
   *     on its first row alone are to be expected, as in other systems' exports
   */
  ItemRows(Terms terms, Notation notation, Columns columns, boolean foreign) {
    this.terms = terms;
    this.notation = notation;
    this.columns = columns;
    this.foreign = foreign;
    times = new Times(notation.dates());
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public void row(Row row) throws BrokenRow {
    var line = line(row);
    var purchase = row.id(PURCHASE);
    var follows = foreign && purchase.equals(lastPurchase);
    var at = follows && row.text(AT).isEmpty() && lastAt != null ? lastAt : at(row, AT);
    var customer = customer(row);
    if (customer.isEmpty() && follows) {
      customer = lastCustomer;
    }
    var whole = WholeOrder.of(row, terms.currency(), foreign);
    var back = givenBack(row, line.quantity());
    var backAt = row.text(REFUNDED_AT).isEmpty() ? null : at(row, REFUNDED_AT);
    lastPurchase = purchase;
    lastCustomer = customer;
    lastAt = at;
    if (customer.isEmpty()) {
      var told = "line %d: purchase %s names no customer".formatted(row.line(), purchase);
      skipped.add(new Skipped(at, Skipped.NO_CUSTOMER, told));
    } else {
      purchases.add(purchase, customer, at, new SoldItem(line, back, backAt, whole), row);
    }
  }

  private Order.Line line(Row row) throws BrokenRow {
    var quantity = row.quantity(QUANTITY);
    var category = row.text(CATEGORY).isEmpty() ? null : row.id(CATEGORY);
    var sku = row.id(foreign && row.text(SKU).isEmpty() ? ITEM : SKU);
    if (!columns.all().contains(UNIT_PRICE) || !row.text(LINE_TOTAL).isEmpty()) {
      var total = sum(row, LINE_TOTAL);
      var price = within(row, quantity, Millionths.of(priceOf(row, total, quantity)));
      var less = Millionths.product(quantity, price) - total;
      return new Order.Line(null, sku, category, quantity, price, less);
    }
    var price = within(row, quantity, unitPrice(row));
    var whole = Millionths.product(quantity, price);
    var less = row.text(LINE_DISCOUNT).isEmpty() ? 0 : sum(row, LINE_DISCOUNT);
    if (less > whole) {
      throw row.wrong(
          LINE_DISCOUNT, "at most what the line costs, " + Amounts.format(whole, terms.currency()));
    }
    return new Order.Line(null, sku, category, quantity, price, less);
  }

  private long unitPrice(Row row) throws BrokenRow {
    if (!foreign) {
      return row.unitPrice(UNIT_PRICE, terms.currency());
    }
    var price = row.decimal(UNIT_PRICE);
    if (price.signum() < 0) {
      throw row.wrong(UNIT_PRICE, "0 or more");
    }
    return Millionths.of(
        price.multiply(BigDecimal.valueOf(Amounts.minorPerUnit(terms.currency()))));
  }

  /** The least whole price in minor units at which a quantity costs no less than a total. */
  private long priceOf(Row row, long total, long quantity) throws BrokenRow {
    var exact = BigDecimal.valueOf(total).divide(Millionths.decimal(quantity), 0, CEILING);
    if (exact.compareTo(BigDecimal.valueOf(Limits.maxPaid(terms.currency()))) > 0) {
      throw row.wrong(QUANTITY, "more: for " + row.label(LINE_TOTAL) + " one would be too dear");
    }
    return exact.longValueExact();
  }

  private long within(Row row, long quantity, long price) throws BrokenRow {
    if (Limits.isExceededBy(quantity, price, terms.currency())) {
      throw row.wrong(
          QUANTITY,
          "less: times %s it is above %d".formatted(row.label(UNIT_PRICE), Amounts.LARGEST_MAJOR));
    }
    return price;
  }

  private long sum(Row row, String column) throws BrokenRow {
    return WholeOrder.sum(row, column, terms.currency(), foreign);
  }

  private static long givenBack(Row row, long quantity) throws BrokenRow {
    if (row.text(REFUNDED_QUANTITY).isEmpty()) {
      return 0;
    }
    // WooCommerce counts what came back below zero
    var back = Millionths.of(row.decimal(REFUNDED_QUANTITY).abs());
    if (back > quantity) {
      throw row.wrong(REFUNDED_QUANTITY, "at most what was bought, " + Millionths.text(quantity));
    }
    return back;
  }

  private Instant at(Row row, String column) throws BrokenRow {
    var written = times.read(row.text(column));
    if (written == null) {
      throw row.wrong(
          column,
          notation.zone() == null
              ? "a time with an offset, such as 2010-12-01T08:26:00Z"
              : "a time such as " + times.example());
    }
    var zone = notation.zone();
    if (written.offset() == null) {
      if (zone == null) {
        throw row.wrong(
            column,
            "a time with an offset, such as 2010-12-01T08:26:00Z; --zone says where times without"
                + " one are of");
      }
      localTimes = true;
    }
    var at = written.in(zone == null ? terms.zone() : zone);
    if (!terms.allow(at)) {
      throw row.wrong(column, terms.times());
    }
    return at;
  }

  /** The customer's id, by the address where there is none; empty when there is neither. */
  private String customer(Row row) throws BrokenRow {
    if (!foreign) {
      return row.id(CUSTOMER);
    }
    var id = row.text(CUSTOMER);
    // WooCommerce's guests are all customer 0
    if (!id.isEmpty() && !id.equals("0")) {
      return row.id(CUSTOMER);
    }
    var address = row.text(EMAIL);
    if (address.isEmpty()) {
      return "";
    }
    var customer = AddressId.of(address);
    hashed.add(customer);
    return customer;
  }

  @Override
  public void broken(Row row, String what) {
    if (!foreign) {
      purchases.broken(PURCHASE, CUSTOMER, row, what);
      return;
    }
    var purchase = "";
    var customer = "";
    try {
      purchase = row.id(PURCHASE);
      customer = row.isWhole() ? customer(row) : "";
    } catch (BrokenRow e) {
      // what can't be read tells nothing of what the row belongs to
    }
    if (customer.isEmpty() && purchase.equals(lastPurchase)) {
      customer = lastCustomer;
    }
    purchases.broken(purchase, customer, !customer.isEmpty(), row.line(), what);
  }

  @Override
  public Orders orders() {
    var problems = purchases.leaveOutBroken();
    var sold =
        purchases.mapSound(
            (key, at, items) -> SoldOrder.of(key, at, items),
            order -> order.wrong(terms.currency()),
            problems);
    var entries = new ArrayList<Entry>();
    for (var each : sold) {
      if (each.status() == OrderStatus.NOT_PAID) {
        skipped.add(new Skipped(each.order().at(), Skipped.NOT_PAID));
        continue;
      }
      entries.add(each.order());
      var refund = each.refund();
      if (refund != null) {
        entries.add(refund);
      }
    }
    // a stable sort: what is bought and given back at the same instant is bought first
    entries.sort(Comparator.comparing(Entry::at));
    return told(new Orders(terms.zone(), entries, skipped, problems, Map.of()));
  }

  private Orders told(Orders orders) {
    var told =
        localTimes
            ? orders.noting("times without an offset are taken as those of " + notation.zone())
            : orders;
    return hashed.isEmpty()
        ? told
        : told.noting(
            "customers without an id are known by a hash of their address, as email-…: %d"
                .formatted(hashed.size()));
  }
}
