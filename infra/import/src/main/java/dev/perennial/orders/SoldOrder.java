package dev.perennial.orders;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.perennial.domain.money.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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
    var lines = toldApart(items.stream().map(SoldItem::line).toList());
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

  /** What went back; null when nothing did. */
  @Nullable Refund refund() {
    var goods = order.paidMinor() - order.discountMinor();
    var all =
        whole.status() == OrderStatus.REFUNDED
            || (refunded() > 0 && refunded() >= goods + order.shippingMinor() + order.taxMinor());
    var lines = new ArrayList<Refund.Line>();
    for (int i = 0; i < items.size(); i++) {
      var line = order.lines().get(i);
      var back = all ? line.quantity() : items.get(i).givenBack();
      if (back > 0) {
        lines.add(new Refund.Line(line.lineId(), line.sku(), back, line.unitPrice()));
      }
    }
    var sum =
        lines.isEmpty()
            ? Refund.Sum.of(refunded(), goods, order.shippingMinor(), order.taxMinor())
            : Refund.Sum.NONE;
    return lines.isEmpty() && sum.equals(Refund.Sum.NONE)
        ? null
        : new Refund("refunded", order.purchaseId(), order.customerId(), givenBackAt(), lines, sum);
  }

  private Instant givenBackAt() {
    return items.stream()
        .map(SoldItem::givenBackAt)
        .filter(Objects::nonNull)
        .filter(each -> !each.isBefore(order.at()))
        .findFirst()
        .orElse(order.at());
  }

  /** Lines of the same sku get their number as an id: a refund may name one of them. */
  private static List<Order.Line> toldApart(List<Order.Line> lines) {
    var skus = lines.stream().collect(groupingBy(Order.Line::sku, counting()));
    return IntStream.range(0, lines.size())
        .mapToObj(i -> apart(lines.get(i), skus, Integer.toString(i + 1)))
        .toList();
  }

  private static Order.Line apart(Order.Line line, Map<String, Long> skus, String lineId) {
    return skus.getOrDefault(line.sku(), 0L) > 1 ? line.as(lineId) : line;
  }
}
