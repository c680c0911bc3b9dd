package dev.perennial.orders;

import dev.perennial.domain.money.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order put together from its rows.
 *
 * @param items its rows
 * @param whole what they say together
 * @param contradicted the column in which they differ, null when they agree
 */
record SoldOrder(
    Order order, List<SoldItem> items, WholeOrder whole, @Nullable String contradicted) {

  static SoldOrder of(Gathered.Key key, Instant at, List<SoldItem> items) {
    var whole = items.getFirst().whole();
    String contradicted = null;
    for (var item : items) {
      contradicted = contradicted == null ? whole.contradiction(item.whole()) : contradicted;
      whole = whole.and(item.whole());
    }
    var lines = items.stream().map(SoldItem::line).toList();
    var net = lines.stream().mapToLong(Order.Line::paidMinor).reduce(0, Math::addExact);
    var discount =
        whole.sums().containsKey(ItemColumns.GOODS)
            ? net - whole.sum(ItemColumns.GOODS)
            : whole.sum(ItemColumns.DISCOUNT);
    var order =
        new Order(
            key.id(),
            key.customerId(),
            at,
            lines,
            discount,
            whole.sum(ItemColumns.SHIPPING),
            whole.sum(ItemColumns.TAX));
    return new SoldOrder(order, items, whole, contradicted);
  }

  /** Why it can't be taken, null when it can. */
  @Nullable String wrong(Currency currency) {
    if (contradicted != null) {
      return "purchase %s says different things under %s on its lines; the whole order has one"
          .formatted(order.purchaseId(), contradicted);
    }
    if (order.discountMinor() < 0) {
      return "purchase %s has goods for %s, but its lines add up to %s only"
          .formatted(
              order.purchaseId(),
              Amounts.format(whole.sum(ItemColumns.GOODS), currency),
              Amounts.format(order.paidMinor(), currency));
    }
    return order.beyondLimits(currency);
  }

  @Nullable OrderStatus status() {
    return whole.status();
  }

  /** What was given back of it, in minor units. */
  long refunded() {
    return whole.sum(ItemColumns.REFUNDED);
  }

  /** What went back; null when nothing did, or the rows don't say which items did. */
  @Nullable Refund refund() {
    var total = order.paidMinor() - order.discountMinor() + order.shippingMinor();
    var all =
        whole.status() == OrderStatus.REFUNDED
            || (refunded() > 0 && refunded() >= total + order.taxMinor());
    var quantities = new LinkedHashMap<Item, Long>();
    for (var item : items) {
      var back = all ? item.line().quantity() : item.givenBack();
      if (back > 0) {
        quantities.merge(
            new Item(item.line().sku(), item.line().unitPriceMinor()), back, Long::sum);
      }
    }
    if (quantities.isEmpty()) {
      return null;
    }
    var lines = new ArrayList<Refund.Line>();
    quantities.forEach((item, back) -> lines.add(new Refund.Line(item.sku, back, item.price)));
    var at =
        items.stream()
            .map(SoldItem::givenBackAt)
            .filter(Objects::nonNull)
            .filter(each -> !each.isBefore(order.at()))
            .findFirst()
            .orElse(order.at());
    return new Refund("refunded", order.purchaseId(), order.customerId(), at, lines);
  }

  private record Item(String sku, long price) {}
}
