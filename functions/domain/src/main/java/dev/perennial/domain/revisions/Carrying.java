package dev.perennial.domain.revisions;

import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import dev.perennial.domain.refunds.Remains;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/** Carries what went back of an order, goods and money, over to its next version. */
sealed interface Carrying {
  /** It is in the next version, too. */
  record Fits(Remains after) implements Carrying {}

  /** The next version has less than went back. */
  record TooLittle(String sku, long quantity) implements Carrying {}

  /** How a line is found again, the surest way first. */
  List<BiPredicate<PaidLine, PaidLine>> WAYS =
      List.of(
          (old, line) -> old.lineId() != null && old.lineId().equals(line.lineId()),
          (old, line) ->
              old.sku().equals(line.sku())
                  && old.unitPrice() == line.unitPrice()
                  && Objects.equals(old.category(), line.category()),
          (old, line) -> old.sku().equals(line.sku()));

  /**
   * Carries it over.
   *
   * @param next the lines of the next version
   */
  static Carrying of(Remains before, PaidLines next) {
    var whole = Remains.whole(next);
    var left = new ArrayList<>(whole.quantities());
    var credits = new ArrayList<>(whole.credits());
    var loose = 0L;
    for (int i = 0; i < before.quantities().size(); i++) {
      var old = before.lines().list().get(i);
      var found = found(old, next);
      var back = old.quantity() - before.quantities().get(i);
      var open = back;
      for (int j : found) {
        var taken = Math.min(open, left.get(j));
        left.set(j, left.get(j) - taken);
        open -= taken;
      }
      if (open > 0) {
        return new TooLittle(old.sku(), back);
      }
      if (found.isEmpty()) {
        loose += before.credits().get(i);
      } else {
        int first = found.getFirst();
        credits.set(first, credits.get(first) + before.credits().get(i));
      }
    }
    return new Fits(spread(new Remains(next, left, credits), loose));
  }

  /** The lines that an old one is, the surest first. */
  private static List<Integer> found(PaidLine old, PaidLines next) {
    var found = new ArrayList<Integer>();
    for (var way : WAYS) {
      for (int j = 0; j < next.list().size(); j++) {
        if (!found.contains(j) && way.test(old, next.list().get(j))) {
          found.add(j);
        }
      }
    }
    return found;
  }

  /** Money that was paid back on lines that are gone is off the others, the first ones first. */
  private static Remains spread(Remains left, long loose) {
    var credits = new ArrayList<>(left.credits());
    var open = loose;
    for (int i = 0; i < credits.size() && open != 0; i++) {
      var taken = Math.min(open, left.paid(i));
      credits.set(i, credits.get(i) + taken);
      open -= taken;
    }
    return new Remains(left.lines(), left.quantities(), credits);
  }
}
