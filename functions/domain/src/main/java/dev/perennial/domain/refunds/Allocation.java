package dev.perennial.domain.refunds;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Conversion;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * On which lines of a purchase a refund falls: on those it names by id, or by sku and price. Where
 * several are meant and worth the same, on the first of them first; where they are not, it must say
 * which. Money without goods falls on lines by what is left of their payment.
 */
final class Allocation {
  private final Remains before;
  private final Conversion conversion;
  private final List<Long> quantities;
  private final List<Long> credits;

  private Allocation(Remains before, Conversion conversion) {
    this.before = before;
    this.conversion = conversion;
    quantities = new ArrayList<>(before.quantities());
    credits = new ArrayList<>(before.credits());
  }

  /** What comes of it. */
  sealed interface Outcome {
    /** Everything fits. */
    record Fits(Remains after) implements Outcome {}

    /** A line asks for more than is left; {@code field} is what no line of the purchase has. */
    record TooMuch(int line, String field, String name, long left) implements Outcome {}

    /** A line asks for more money than is left, tax in prices included; minor units. */
    record TooMuchMoney(int line, long left) implements Outcome {}

    /** A line may be one of several that are not worth the same. */
    record Ambiguous(int line, String name) implements Outcome {}
  }

  /**
   * Allocates a refund.
   *
   * @param conversion of its amounts into the shop's currency
   */
  static Outcome of(Remains before, Refund refund, Conversion conversion) {
    if (refund.lines().isEmpty()) {
      return new Outcome.Fits(before.gone());
    }
    var allocation = new Allocation(before, conversion);
    for (int i : maxExactFirst(refund.lines())) {
      var refused = allocation.take(i, refund.lines().get(i));
      if (refused != null) {
        return refused;
      }
    }
    return new Outcome.Fits(allocation.left());
  }

  /** A line that takes any must not take what only another line can use. */
  private static int[] maxExactFirst(List<Refund.Line> lines) {
    return IntStream.range(0, lines.size())
        .boxed()
        .sorted((one, other) -> rank(lines.get(one)) - rank(lines.get(other)))
        .mapToInt(each -> each)
        .toArray();
  }

  private static int rank(Refund.Line line) {
    if (line.lineId() != null) {
      return 0;
    }
    return line.isOfOrder() ? 3 : line.unitPrice() != null ? 1 : 2;
  }

  private Remains left() {
    return new Remains(before.lines(), quantities, credits);
  }

  private PaidLine line(int index) {
    return before.lines().list().get(index);
  }

  private @Nullable Outcome take(int number, Refund.Line wanted) {
    var meant =
        IntStream.range(0, quantities.size())
            .filter(i -> isMeant(line(i), wanted))
            .boxed()
            .toList();
    if (meant.isEmpty()) {
      return new Outcome.TooMuch(number, missing(wanted), wanted.name(), 0);
    }
    if (wanted.quantity() == 0) {
      return credit(number, wanted, meant);
    }
    var open = meant.stream().filter(i -> quantities.get(i) > 0).toList();
    var left = open.stream().mapToLong(quantities::get).sum();
    if (wanted.quantity() > left) {
      return new Outcome.TooMuch(number, "quantity", wanted.name(), left);
    }
    var amount = wanted.amount();
    if (amount != null) {
      return takeFor(number, wanted, conversion.of(amount), open);
    }
    if (wanted.quantity() < left && !areAlike(open, wanted.quantity())) {
      return new Outcome.Ambiguous(number, wanted.name());
    }
    takeQuantity(wanted.quantity(), open);
    return null;
  }

  private void takeQuantity(long quantity, List<Integer> from) {
    var open = quantity;
    for (int i : from) {
      var taken = Math.min(open, quantities.get(i));
      quantities.set(i, quantities.get(i) - taken);
      open -= taken;
    }
  }

  /** Goods for which a sum was paid back: of the lines that bear it, the least one. */
  private @Nullable Outcome takeFor(
      int number, Refund.Line wanted, long amount, List<Integer> open) {
    var quantity = wanted.quantity();
    var now = left();
    var one =
        open.stream()
            .filter(i -> quantities.get(i) >= quantity && now.gross(i) >= amount)
            .min((i, j) -> Long.compare(now.gross(i), now.gross(j)));
    if (one.isEmpty()) {
      var max = open.stream().mapToLong(now::gross).max().orElse(0);
      return new Outcome.TooMuchMoney(number, max);
    }
    int i = one.get();
    var net = net(amount, now.paid(i), now.gross(i));
    quantities.set(i, quantities.get(i) - quantity);
    credits.set(i, line(i).paidFor(quantities.get(i)) - (now.paid(i) - net));
    return null;
  }

  /** Money alone, over lines by what is left of their payment. */
  private @Nullable Outcome credit(int number, Refund.Line wanted, List<Integer> meant) {
    if (!wanted.isOfOrder() && meant.stream().anyMatch(i -> !isOfOneKind(i, meant.getFirst()))) {
      return new Outcome.Ambiguous(number, wanted.name());
    }
    var now = left();
    var gross = meant.stream().mapToLong(now::gross).sum();
    var paid = meant.stream().mapToLong(now::paid).sum();
    var amount = conversion.of(Objects.requireNonNull(wanted.amount()));
    // the last unit may come of rounding at the rate
    if (amount > gross + (conversion.isNone() ? 0 : 1)) {
      return new Outcome.TooMuchMoney(number, gross);
    }
    var net = net(Math.min(amount, gross), paid, gross);
    long soFar = 0;
    long taken = 0;
    for (int i : meant) {
      soFar += now.paid(i);
      var upTo = paid == 0 ? 0 : Amounts.share(net, soFar, paid);
      credits.set(i, line(i).paidFor(quantities.get(i)) - now.paid(i) + upTo - taken);
      taken = upTo;
    }
    return null;
  }

  /** An amount without the tax that is in it, rounded half up. */
  private static long net(long amount, long paid, long gross) {
    return paid == gross
        ? amount
        : BigDecimal.valueOf(amount)
            .multiply(BigDecimal.valueOf(paid))
            .divide(BigDecimal.valueOf(gross), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  private static boolean isMeant(PaidLine line, Refund.Line wanted) {
    return (wanted.lineId() == null || wanted.lineId().equals(line.lineId()))
        && (wanted.sku() == null || wanted.sku().equals(line.sku()))
        && (wanted.unitPrice() == null || wanted.unitPrice() == line.unitPrice());
  }

  /** What of a refund's line no line of the purchase has. */
  private String missing(Refund.Line wanted) {
    var all = before.lines().list();
    if (wanted.lineId() != null
        && all.stream().noneMatch(line -> wanted.lineId().equals(line.lineId()))) {
      return "lineId";
    }
    return all.stream().noneMatch(line -> line.sku().equals(wanted.sku())) ? "sku" : "unitPrice";
  }

  /** Whether it doesn't matter from which of the lines a quantity is taken. */
  private boolean areAlike(List<Integer> open, long quantity) {
    var first = open.getFirst();
    return open.stream().allMatch(i -> isOfOneKind(i, first) && isWorthTheSame(i, first, quantity));
  }

  private boolean isOfOneKind(int i, int j) {
    return Objects.equals(line(i).rate(), line(j).rate())
        && Objects.equals(line(i).category(), line(j).category())
        && Objects.equals(line(i).unitCost(), line(j).unitCost());
  }

  /** Within the one minor unit that rounding an order's discount over its lines may make. */
  private boolean isWorthTheSame(int i, int j, long quantity) {
    var now = left();
    var ofI = BigInteger.valueOf(now.paid(i)).multiply(BigInteger.valueOf(quantities.get(j)));
    var ofJ = BigInteger.valueOf(now.paid(j)).multiply(BigInteger.valueOf(quantities.get(i)));
    var both =
        BigInteger.valueOf(quantities.get(i)).multiply(BigInteger.valueOf(quantities.get(j)));
    return ofI.subtract(ofJ).abs().multiply(BigInteger.valueOf(quantity)).compareTo(both) <= 0;
  }
}
