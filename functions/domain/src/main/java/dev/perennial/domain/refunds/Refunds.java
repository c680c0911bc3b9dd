package dev.perennial.domain.refunds;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Conversion;
import dev.perennial.domain.purchases.Earning;
import dev.perennial.domain.purchases.Purchased;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a refund takes back. The claw-back is cumulative: what the purchase earned on what
 * remains of it before, less what it would have earned on what remains after, at its own rates; so
 * any order of partial refunds ends in the same place.
 */
public final class Refunds {
  private Refunds() {}

  /** What became of a refund before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Recorded(Change change, Receipt receipt) implements Outcome {}

    /** Who bought was erased: nothing is recorded. */
    record CustomerErased() implements Outcome {}

    /** Business time lies too far ahead of now. */
    record TooEarly(Instant latest) implements Outcome {}

    /** Business time lies before the purchase that goes back. */
    record BeforePurchase(Instant purchase) implements Outcome {}

    /**
     * More goes back than is left of the purchase.
     *
     * @param field what no line of the purchase has, or {@code quantity}
     * @param left in millionths
     */
    record TooMuch(int line, String field, String name, long left) implements Outcome {}

    /**
     * More money is paid back than is left of what was paid.
     *
     * @param path which field of the refund says so, a JSON pointer
     * @param left minor units of the shop's currency
     */
    record TooMuchMoney(String path, long left) implements Outcome {}

    /** A line may be one of several of the purchase's, which are not worth the same. */
    record Ambiguous(int line, String name) implements Outcome {}

    /**
     * Its amounts are in a currency that the purchase was not paid in.
     *
     * @param paidIn the purchase's
     */
    record OtherCurrency(String paidIn) implements Outcome {}

    /** Nothing of the purchase is left to go back. */
    record NothingLeft() implements Outcome {}
  }

  /** Decides a refund of a live customer. */
  public static Outcome decide(
      Customer customer, Returned returned, Refund refund, Rules rules, Instant now) {
    var purchase = returned.purchase();
    if (refund.at().isAfter(now.plus(HistoryLine.AHEAD))) {
      return new Outcome.TooEarly(now.plus(HistoryLine.AHEAD));
    }
    // two systems' clocks may differ as much as a purchase may lie ahead
    if (refund.at().isBefore(purchase.at().minus(HistoryLine.AHEAD))) {
      return new Outcome.BeforePurchase(purchase.at());
    }
    return decide(customer, returned, refund, rules, now, Cause.RECORDED);
  }

  /**
   * Decides a refund.
   *
   * @param returned the purchase that goes back, read after the customer
   * @param now when it is recorded
   */
  public static Outcome decide(
      Customer customer, Returned returned, Refund refund, Rules rules, Instant now, Cause cause) {
    var account = customer.account();
    if (account == null || customer.ended(returned.purchase())) {
      return new Outcome.CustomerErased();
    }
    var bought = returned.bought();
    var paidIn = bought.original() == null ? bought.currency() : bought.original().currency();
    var conversion = conversion(bought, refund, paidIn);
    if (conversion == null) {
      return new Outcome.OtherCurrency(paidIn);
    }
    var left = returned.left();
    var refused = beside(bought, returned.soFar(), refund, conversion);
    if (refused != null) {
      return refused;
    }
    if (left.isNothing() && !isBesideGoods(refund)) {
      return new Outcome.NothingLeft();
    }
    return switch (Allocation.of(left, refund, conversion)) {
      case Allocation.Outcome.TooMuch(int line, String field, String name, long rest) ->
          new Outcome.TooMuch(line, field, name, rest);
      case Allocation.Outcome.TooMuchMoney(int line, long rest) ->
          new Outcome.TooMuchMoney(pathOfAmount(refund, line), rest);
      case Allocation.Outcome.Ambiguous(int line, String name) -> new Outcome.Ambiguous(line, name);
      case Allocation.Outcome.Fits(Remains after) -> {
        var parts = new Parts(returned, after, conversion);
        yield recorded(customer, account, parts, refund, rules, now, cause);
      }
    };
  }

  /** What a refund is made of. */
  private record Parts(Returned returned, Remains after, Conversion conversion) {
    Purchased bought() {
      return returned.bought();
    }

    Remains left() {
      return returned.left();
    }
  }

  /** How its amounts are converted; null when they are in neither currency of the purchase. */
  private static @Nullable Conversion conversion(Purchased bought, Refund refund, String paidIn) {
    var said = refund.paidBack().currency();
    if (said == null || said.equals(bought.currency())) {
      return Conversion.none(Currency.getInstance(bought.currency()));
    }
    return said.equals(paidIn) ? bought.conversion() : null;
  }

  /** Whether nothing but shipping and tax is paid back. */
  private static boolean isBesideGoods(Refund refund) {
    return !refund.lines().isEmpty()
        && refund.lines().stream()
            .allMatch(line -> line.isOfOrder() && Objects.equals(line.amount(), 0L));
  }

  private static String pathOfAmount(Refund refund, int line) {
    return refund.lines().get(line).isOfOrder() ? "/amount" : "/lines/" + line + "/amount";
  }

  /** What is refused of shipping and tax: more than is left of what was paid for them. */
  private static @Nullable Outcome beside(
      Purchased bought, SoFar soFar, Refund refund, Conversion conversion) {
    var shipping = bought.shipping() - soFar.shipping();
    var tax = bought.tax() - soFar.tax();
    var slack = conversion.isNone() ? 0 : 1; // of rounding at the rate
    if (conversion.of(refund.paidBack().shipping()) > shipping + slack) {
      return new Outcome.TooMuchMoney("/shipping", shipping);
    }
    return conversion.of(refund.paidBack().tax()) > tax + slack
        ? new Outcome.TooMuchMoney("/tax", tax)
        : null;
  }

  private static Outcome recorded(
      Customer customer,
      Account before,
      Parts parts,
      Refund refund,
      Rules rules,
      Instant now,
      Cause cause) {
    var draft = fact(before, parts, refund, rules, now);
    var zone = rules.programme().shop().zone();
    var seq = before.version() + 1;
    var id = LineId.refund(refund.purchaseId(), refund.refundId());
    var line = HistoryLine.draft(before.customerId(), id, seq, refund.at(), now, cause, draft);
    var after = Evaluation.evaluate(before.after(line, zone), customer.profile(), rules, now);
    var today = rules.dayOf(now);
    var receipt = Receipt.of(-draft.clawedBack(), after, today);
    var changes = Changes.between(before, after, -draft.clawedBack());
    return new Outcome.Recorded(
        Change.of(before, after, line.concluded(changes, receipt)), receipt);
  }

  private static Refunded fact(
      Account account, Parts parts, Refund refund, Rules rules, Instant now) {
    var bought = parts.bought();
    var currency = Currency.getInstance(bought.currency());
    var lines = parts.left().lines();
    var lost =
        Earning.points(lines, parts.left().paid(), bought.terms(), currency)
            - Earning.points(lines, parts.after.paid(), bought.terms(), currency);
    var today = rules.dayOf(now);
    var back = ClawBack.of(lost, bought.lot(), account, today);
    var credits = less(parts.after.credits(), parts.left().credits());
    var shipping = parts.conversion.of(refund.paidBack().shipping());
    var tax = parts.conversion.of(refund.paidBack().tax());
    var amount = parts.left().total() - parts.after.total();
    var soFar = parts.returned.soFar().after(parts.after, shipping, tax, amount);
    return new Refunded(
        refund.refundId(),
        refund.purchaseId(),
        digest(refund),
        less(parts.left().quantities(), parts.after.quantities()),
        credits.stream().allMatch(each -> each == 0) ? List.of() : credits,
        shipping,
        tax,
        amount,
        lost - back.lapsed(),
        back.taken(),
        back.newDebt(),
        back.lapsed(),
        parts.after.isNothing() && !parts.left().isNothing(),
        rules.dayOf(parts.returned.purchase().at()),
        bought.counted(),
        bought.referrer() != null,
        soFar.lines() < SoFar.MANY ? null : soFar);
  }

  private static List<Long> less(List<Long> of, List<Long> less) {
    return IntStream.range(0, of.size()).mapToObj(i -> of.get(i) - less.get(i)).toList();
  }

  /**
   * The first answer, when the line holds the same refund again; null when it holds another under
   * the same id.
   */
  public static @Nullable Receipt repeat(HistoryLine existing, Refund refund) {
    return existing.event() instanceof Refunded before && before.digest().equals(digest(refund))
        ? existing.answer()
        : null;
  }

  static String digest(Refund refund) {
    var digest =
        new Digest()
            .add("customer", refund.customerId())
            .add("purchase", refund.purchaseId())
            .add("at", refund.at());
    for (var line : refund.lines()) {
      var price = line.unitPrice();
      digest
          .add("line", line.lineId())
          .add("sku", line.sku())
          .add("quantity", Millionths.text(line.quantity()))
          .add("price", price == null ? null : Millionths.text(price))
          .add("amount", line.amount());
    }
    var beside = refund.paidBack();
    return digest
        .add("currency", beside.currency())
        .addUnlessZero("shipping", beside.shipping())
        .addUnlessZero("tax", beside.tax())
        .text();
  }
}
