package dev.perennial.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what each cancelled line gives back: earlier purchases of the same customer, item and unit
 * price, the latest first, spanning several when one isn't enough.
 */
final class Cancellations {
  private final Map<Item, List<Bought>> bought = new HashMap<>();
  private final Gathered<Refund.Line> cancelled;
  private final List<Skipped> skipped;

  /**
   * @param cancelled only what it names is remembered of the orders
   * @param orders by time
   * @param skipped gets the lines that don't fit, with the reason
   */
  Cancellations(Gathered<Refund.Line> cancelled, List<Order> orders, List<Skipped> skipped) {
    this.cancelled = cancelled;
    this.skipped = skipped;
    var items = new HashSet<Item>();
    cancelled
        .map((key, at, lines) -> lines.stream().map(line -> Item.of(key, line)).toList())
        .forEach(items::addAll);
    for (var order : orders) {
      for (var line : order.lines()) {
        var item = new Item(order.customerId(), line.sku(), line.unitPrice());
        if (items.contains(item)) {
          bought
              .computeIfAbsent(item, same -> new ArrayList<>(1))
              .add(new Bought(order, line.quantity()));
        }
      }
    }
  }

  /** The refunds by time, one for each cancellation and purchase. */
  List<Refund> refunds() {
    return cancelled.map(this::refunds).stream().flatMap(List::stream).toList();
  }

  private List<Refund> refunds(Gathered.Key cancellation, Instant at, List<Refund.Line> lines) {
    var given = new LinkedHashMap<String, Map<Item, Long>>();
    for (var line : lines) {
      take(Item.of(cancellation, line), line.quantity(), at, given);
    }
    var refunds = new ArrayList<Refund>();
    given.forEach(
        (purchaseId, items) -> {
          var back = new ArrayList<Refund.Line>();
          items.forEach(
              (item, quantity) ->
                  back.add(new Refund.Line(null, item.sku, quantity, item.unitPrice)));
          var id = cancellation.id() + "-" + purchaseId;
          refunds.add(new Refund(id, purchaseId, cancellation.customerId(), at, back));
        });
    return refunds;
  }

  private void take(Item item, long quantity, Instant at, Map<String, Map<Item, Long>> given) {
    var earlier =
        bought.getOrDefault(item, List.of()).stream()
            .filter(purchase -> !purchase.order.at().isAfter(at))
            .toList();
    var wanted = quantity;
    for (var purchase : earlier.reversed()) {
      var taken = Math.min(wanted, purchase.left);
      if (taken > 0) {
        purchase.left -= taken;
        wanted -= taken;
        given
            .computeIfAbsent(purchase.order.purchaseId(), id -> new LinkedHashMap<>())
            .merge(item, taken, Long::sum);
      }
    }
    if (earlier.isEmpty()) {
      skipped.add(new Skipped(at, Skipped.NO_EARLIER_PURCHASE));
    } else if (wanted == quantity) {
      skipped.add(new Skipped(at, Skipped.NOTHING_LEFT));
    } else if (wanted > 0) {
      skipped.add(new Skipped(at, Skipped.EXCEEDS_WHAT_IS_LEFT));
    }
  }

  private record Item(String customerId, String sku, long unitPrice) {
    static Item of(Gathered.Key cancellation, Refund.Line line) {
      return new Item(cancellation.customerId(), line.sku(), line.unitPrice());
    }
  }

  private static final class Bought {
    private final Order order;
    private long left;

    Bought(Order order, long left) {
      this.order = order;
      this.left = left;
    }
  }
}
