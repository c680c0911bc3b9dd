package dev.perennial.orders;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Limits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The format {@code csv}: what any shop can export, already clean. */
final class PlainOrders implements OrderReader {
  private final Terms terms;
  private final Gathered<Order.Line> purchases = new Gathered<>("purchase");

  PlainOrders(Terms terms) {
    this.terms = terms;
  }

  @Override
  public List<String> columns() {
    return List.of("customerId", "purchaseId", "at", "sku", "quantity", "unitPrice");
  }

  @Override
  public void row(Row row) throws BrokenRow {
    var quantity = row.whole("quantity", 1, Limits.MAX_QUANTITY);
    var price = row.amount("unitPrice", terms.currency());
    if (Limits.isExceededBy(quantity, price, terms.currency())) {
      throw row.wrong("quantity", "less: times unitPrice it is above " + Amounts.LARGEST_MAJOR);
    }
    var line = new Order.Line(row.id("sku"), category(row), quantity, price);
    purchases.add(row.id("purchaseId"), row.id("customerId"), at(row), line, row);
  }

  private Instant at(Row row) throws BrokenRow {
    try {
      var at = OffsetDateTime.parse(row.text("at")).toInstant();
      if (!terms.allow(at)) {
        throw row.wrong("at", terms.times());
      }
      return at;
    } catch (DateTimeException broken) {
      throw row.wrong("at", "a time with an offset, such as 2010-12-01T08:26:00Z");
    }
  }

  private static @Nullable String category(Row row) throws BrokenRow {
    return row.text("category").isEmpty() ? null : row.id("category");
  }

  @Override
  public void broken(Row row, String what) {
    purchases.broken("purchaseId", "customerId", row, what);
  }

  @Override
  public Orders orders() {
    var problems = purchases.leaveOutBroken();
    var orders =
        purchases.mapSound(
            (key, at, lines) -> new Order(key.id(), key.customerId(), at, lines),
            order -> order.beyondLimits(terms.currency()),
            problems);
    return new Orders(terms.zone(), new ArrayList<>(orders), List.of(), problems, Map.of());
  }
}
