package dev.perennial.domain.purchases;

import dev.perennial.domain.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was paid for each line, in the shop's currency.
 *
 * @param paid after all discounts and without tax; minor units
 * @param tax that was inside; minor units
 */
record Payment(List<Long> paid, List<Long> tax) {

  /**
   * A purchase's.
   *
   * @param taxIncluded whether its prices contain the tax
   */
  static Payment of(Purchase purchase, Conversion conversion, boolean taxIncluded) {
    var gross = discounted(purchase);
    var tax = taxIncluded ? taxInside(purchase, gross) : zeros(gross);
    var net = new ArrayList<Long>();
    for (int i = 0; i < gross.size(); i++) {
      net.add(gross.get(i) - tax.get(i));
    }
    return new Payment(conversion.ofAll(net), conversion.ofAll(tax));
  }

  private static List<Long> zeros(List<Long> like) {
    return like.stream().map(_ -> 0L).toList();
  }

  /**
   * The lines' prices less what is taken off the order. That falls on them by their price, rounded
   * down, and what rounding leaves over falls on the first lines, one unit each.
   */
  static List<Long> discounted(Purchase purchase) {
    var total = purchase.goods();
    var off = purchase.reduction();
    var discounts = new ArrayList<Long>();
    long given = 0;
    for (var line : purchase.lines()) {
      var share = total == 0 ? 0 : Amounts.share(off, line.net(), total);
      discounts.add(share);
      given += share;
    }
    var left = off - given;
    var paid = new ArrayList<Long>();
    for (int i = 0; i < discounts.size(); i++) {
      var net = purchase.lines().get(i).net();
      var extra = left > 0 && discounts.get(i) < net ? 1 : 0;
      left -= extra;
      paid.add(net - discounts.get(i) - extra);
    }
    return paid;
  }

  /**
   * The tax inside each line's price: as the lines say; where none does, the order's tax falls on
   * lines and shipping by what was paid for them.
   */
  private static List<Long> taxInside(Purchase purchase, List<Long> gross) {
    var tax = new ArrayList<Long>();
    if (purchase.lines().stream().anyMatch(line -> line.tax() != null)) {
      for (int i = 0; i < gross.size(); i++) {
        var own = Objects.requireNonNullElse(purchase.lines().get(i).tax(), 0L);
        tax.add(Math.min(own, gross.get(i)));
      }
      return tax;
    }
    var off = Math.max(0, purchase.discount() - purchase.goods());
    var shipping = Math.max(0, purchase.shipping() - off);
    var goods = gross.stream().mapToLong(each -> each).sum();
    long soFar = 0;
    long taxed = 0;
    for (long each : gross) {
      soFar += each;
      // with those before it, so that rounding loses nothing
      var upTo = goods == 0 ? 0 : Amounts.share(purchase.tax(), soFar, goods + shipping);
      tax.add(Math.min(upTo - taxed, each));
      taxed = upTo;
    }
    return tax;
  }
}
