package dev.perennial.orders;

import static dev.perennial.orders.ItemColumns.CURRENCY;
import static dev.perennial.orders.ItemColumns.DISCOUNT;
import static dev.perennial.orders.ItemColumns.GOODS;
import static dev.perennial.orders.ItemColumns.REFUNDED;
import static dev.perennial.orders.ItemColumns.SHIPPING;
import static dev.perennial.orders.ItemColumns.STATUS;
import static dev.perennial.orders.ItemColumns.TAX;

import dev.perennial.domain.money.Amounts;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of its whole order: on each row the same, or on the first alone.
 *
 * @param sums in minor units, by their columns; those that the row has
 * @param status null when the row has none
 */
record WholeOrder(Map<String, Long> sums, @Nullable OrderStatus status) {
  private static final List<String> SUMS = List.of(DISCOUNT, GOODS, SHIPPING, TAX, REFUNDED);

  static WholeOrder of(Row row, Currency currency, boolean foreign) throws BrokenRow {
    var told = row.text(CURRENCY);
    if (!told.isEmpty() && !told.equalsIgnoreCase(currency.getCurrencyCode())) {
      throw row.wrong(CURRENCY, currency.getCurrencyCode() + ", the shop's currency");
    }
    var sums = new HashMap<String, Long>();
    for (var column : SUMS) {
      if (!row.text(column).isEmpty()) {
        sums.put(column, sum(row, column, currency, foreign));
      }
    }
    var word = row.text(STATUS);
    var status = word.isEmpty() ? null : OrderStatus.of(word);
    if (!word.isEmpty() && status == null) {
      throw row.wrong(STATUS, OrderStatus.known());
    }
    return new WholeOrder(sums, status);
  }

  /** A sum in minor units, never below 0. */
  static long sum(Row row, String column, Currency currency, boolean foreign) throws BrokenRow {
    if (!foreign) {
      return row.amount(column, currency);
    }
    var sum = row.decimal(column);
    // what was given back stands below zero in some exports
    var given = column.equals(REFUNDED) ? sum.abs() : sum;
    if (given.compareTo(BigDecimal.ZERO) < 0) {
      throw row.wrong(column, "0 or more and at most " + Amounts.LARGEST_MAJOR);
    }
    return Row.minor(given, currency);
  }

  /** A sum; 0 when no row has it. */
  long sum(String column) {
    return sums.getOrDefault(column, 0L);
  }

  /** Which of two rows' sayings contradict each other, by the column; null when none do. */
  @Nullable String contradiction(WholeOrder other) {
    for (var column : SUMS) {
      var here = sums.get(column);
      var there = other.sums.get(column);
      if (here != null && there != null && !here.equals(there)) {
        return column;
      }
    }
    return status != null && other.status != null && status != other.status ? STATUS : null;
  }

  /** What two rows of an order say together. */
  WholeOrder and(WholeOrder other) {
    var both = new HashMap<>(other.sums);
    both.putAll(sums);
    return new WholeOrder(both, status == null ? other.status : status);
  }
}
