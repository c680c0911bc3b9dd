package dev.perennial.local.orders;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The format {@code csv}: what any shop can export, already clean. */
final class PlainOrders implements OrderReading {
  private final ZoneId zone;
  private final Gathered<Order.Line> purchases = new Gathered<>();

  PlainOrders(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public List<String> columns() {
    return List.of("customerId", "purchaseId", "at", "sku", "quantity", "unitPrice");
  }

  @Override
  public void row(Row row) throws BrokenRow {
    var quantity = row.whole("quantity");
    if (quantity <= 0) {
      throw row.wrong("quantity", "1 or more");
    }
    var price = row.decimal("unitPrice");
    if (price.signum() < 0 || price.scale() > 2) {
      throw row.wrong("unitPrice", "0 or more, with at most two decimals");
    }
    var line = new Order.Line(row.id("sku"), category(row), quantity, Row.minor(price));
    purchases.add(row.id("purchaseId"), row.id("customerId"), at(row), line);
  }

  private static Instant at(Row row) throws BrokenRow {
    try {
      return OffsetDateTime.parse(row.text("at")).toInstant();
    } catch (DateTimeException broken) {
      throw row.wrong("at", "a time with an offset, such as 2010-12-01T08:26:00Z");
    }
  }

  private static @Nullable String category(Row row) throws BrokenRow {
    return row.text("category").isEmpty() ? null : row.id("category");
  }

  @Override
  public Orders orders(List<Problem> problems) {
    var orders =
        purchases.map((key, at, lines) -> new Order(key.id(), key.customerId(), at, lines));
    return new Orders(zone, new ArrayList<>(orders), List.of(), problems, Map.of());
  }
}
