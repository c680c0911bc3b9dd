package dev.perennial.domain.refunds;

import dev.perennial.domain.purchases.PaidLines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which lines of a purchase a refund's lines are: by sku and price, first line first; those with a
 * price go first.
 */
sealed interface Matching {
  /** Everything fits; quantities by line of the purchase. */
  record Fits(List<Long> quantities) implements Matching {}

  /** A line asks for more than is left. */
  record TooMuch(int line, String field, String sku, long left) implements Matching {}

  static Matching of(PaidLines lines, List<Long> remaining, Refund refund) {
    if (refund.lines().isEmpty()) {
      return new Fits(List.copyOf(remaining));
    }
    var quantities = new ArrayList<>(Collections.nCopies(remaining.size(), 0L));
    for (int i : pricedFirst(refund.lines())) {
      var wanted = refund.lines().get(i);
      var open = wanted.quantity();
      for (int j = 0; j < remaining.size() && open > 0; j++) {
        var line = lines.list().get(j);
        var fits =
            line.sku().equals(wanted.sku())
                && (wanted.unitPrice() == null || wanted.unitPrice() == line.unitPrice());
        if (fits) {
          var taken = Math.min(open, remaining.get(j) - quantities.get(j));
          quantities.set(j, quantities.get(j) + taken);
          open -= taken;
        }
      }
      if (open > 0) {
        return new TooMuch(i, missing(lines, wanted), wanted.sku(), wanted.quantity() - open);
      }
    }
    return new Fits(List.copyOf(quantities));
  }

  /** What of a refund's line no line of the purchase has. */
  private static String missing(PaidLines lines, Refund.Line wanted) {
    var sameSku = lines.list().stream().filter(line -> line.sku().equals(wanted.sku())).toList();
    var price = wanted.unitPrice();
    if (sameSku.isEmpty()) {
      return "sku";
    }
    return price != null && sameSku.stream().noneMatch(line -> line.unitPrice() == price)
        ? "unitPrice"
        : "quantity";
  }

  /** A line that takes any price must not take what only another line can use. */
  private static int[] pricedFirst(List<Refund.Line> lines) {
    return IntStream.concat(
            IntStream.range(0, lines.size()).filter(i -> lines.get(i).unitPrice() != null),
            IntStream.range(0, lines.size()).filter(i -> lines.get(i).unitPrice() == null))
        .toArray();
  }
}
