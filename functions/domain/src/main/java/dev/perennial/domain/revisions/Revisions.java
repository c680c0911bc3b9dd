package dev.perennial.domain.revisions;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.purchases.Earning;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.purchases.WatchedSkus;
import dev.perennial.domain.refunds.ClawBack;
import dev.perennial.domain.refunds.Remains;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides an order's next version. It ends as if the order had been made so, at the purchase's own
 * terms and rates; goods that are new in it earn at today's. What went back stays gone.
 */
public final class Revisions {
  private Revisions() {}

  /**
   * An order's next version.
   *
   * @param order the whole of it, as it is now
   * @param number the caller's own of this version, 1 or more, null for the next
   * @param reopened whether an order that went back whole counts again
   */
  public record Revision(Purchase order, @Nullable Integer number, boolean reopened) {}

  /** What became of a version before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Recorded(Change change, Receipt receipt) implements Outcome {}

    /** Who ordered was erased: nothing is recorded. */
    record CustomerErased() implements Outcome {}

    /** It is what is recorded already. */
    record Same(HistoryLine line) implements Outcome {}

    /** Its number was recorded with other content. */
    record Different(int number) implements Outcome {}

    /** A later version is recorded. */
    record Outdated(int latest) implements Outcome {}

    /** Business time lies too far ahead of now. */
    record TooEarly(Instant latest) implements Outcome {}

    /** Business time lies before the purchase. */
    record BeforePurchase(Instant purchase) implements Outcome {}

    /** The order is in another currency than it was. */
    record OtherCurrency(String before) implements Outcome {}

    /** The order went back whole, and nothing says that it counts again. */
    record Cancelled() implements Outcome {}

    /** It is said to count again, and had not gone back. */
    record NotCancelled() implements Outcome {}

    /**
     * The order lacks what went back of it.
     *
     * @param quantity in millionths
     */
    record WentBack(String sku, long quantity) implements Outcome {}

    /** The account would hold more points than it can. */
    record TooManyPoints(long max) implements Outcome {}
  }

  /**
   * Decides a version of a purchase that is recorded.
   *
   * @param purchase its line
   * @param further all lines under its key, read after the customer
   * @throws IllegalArgumentException when {@code purchase} is not the line of a purchase
   */
  public static Outcome decide(
      Customer customer,
      HistoryLine purchase,
      List<HistoryLine> further,
      Revision revision,
      Rules rules,
      Instant now) {
    if (!(purchase.event() instanceof Purchased bought)) {
      throw new IllegalArgumentException(purchase.id() + " is not a purchase");
    }
    if (customer.ended(purchase)) {
      return new Outcome.CustomerErased();
    }
    var versions = Versions.of(purchase, bought, further);
    var known = versions.judge(revision);
    if (known != null) {
      return known;
    }
    var order = revision.order;
    if (order.at().isAfter(now.plus(HistoryLine.AHEAD))) {
      return new Outcome.TooEarly(now.plus(HistoryLine.AHEAD));
    }
    if (order.at().isBefore(purchase.at().minus(HistoryLine.AHEAD))) {
      return new Outcome.BeforePurchase(purchase.at());
    }
    var conversion = bought.conversion();
    if (!order.currency().equals(conversion.from())) {
      return new Outcome.OtherCurrency(conversion.from().getCurrencyCode());
    }
    var before = Remains.of(bought, further);
    if (before.isNothing() != revision.reopened) {
      return revision.reopened ? new Outcome.NotCancelled() : new Outcome.Cancelled();
    }
    var account = customer.accountOr(rules.programme().loyalty().tier());
    var step = new LedgerStep(customer, account, rules, now);
    var lines = lines(bought, before.lines(), order, step);
    return switch (revision.reopened
        ? new Carrying.Fits(Remains.whole(lines))
        : Carrying.of(before, lines)) {
      case Carrying.TooLittle(String sku, long quantity) -> new Outcome.WentBack(sku, quantity);
      case Carrying.Fits(Remains after) -> {
        var fact = fact(purchase, bought, before, after, versions.next(revision), order, step);
        yield fact.earned() > Lots.MAX - account.lots().total()
            ? new Outcome.TooManyPoints(Lots.MAX)
            : recorded(step, fact, order.at());
      }
    };
  }

  private static Outcome recorded(LedgerStep step, Revised fact, Instant at) {
    var id = LineId.revision(fact.purchaseId(), fact.revision());
    var change = step.change(id, at, fact, fact.points());
    return new Outcome.Recorded(change, Objects.requireNonNull(change.lines().getFirst().answer()));
  }

  /** The order's lines: goods that it had keep their rate, new ones earn at today's. */
  private static PaidLines lines(Purchased bought, PaidLines had, Purchase order, LedgerStep step) {
    var today = step.rules().dayOf(step.now());
    var byToday =
        Earning.of(
            order,
            bought.conversion(),
            step.before(),
            step.customer().profile(),
            step.rules(),
            today);
    var lines = new ArrayList<PaidLine>();
    for (var line : byToday.lines().list()) {
      var own = line.rate() == null ? byToday.terms().rate() : line.rate();
      var rate =
          had.list().stream()
              .filter(old -> old.sku().equals(line.sku()))
              .filter(old -> Objects.equals(old.category(), line.category()))
              .findFirst()
              .map(old -> Objects.requireNonNullElse(old.rate(), bought.terms().rate()))
              .orElse(own);
      lines.add(line.at(rate == bought.terms().rate() ? null : rate));
    }
    return new PaidLines(lines);
  }

  private static Revised fact(
      HistoryLine purchase,
      Purchased bought,
      Remains before,
      Remains after,
      int number,
      Purchase order,
      LedgerStep step) {
    var currency = Currency.getInstance(bought.currency());
    var more =
        Earning.points(after.lines(), after.paid(), bought.terms(), currency)
            - Earning.points(before.lines(), before.paid(), bought.terms(), currency);
    var today = step.rules().dayOf(step.now());
    // a lot that is no longer kept gets none, and has none to take
    var lapsed = bought.lot().isForgottenOn(today) ? -more : 0;
    var earned = lapsed == 0 ? Math.max(0, more) : 0;
    var back = ClawBack.of(Math.max(0, -more - lapsed), bought.lot(), step.before(), today);
    return new Revised(
        bought.purchaseId(),
        number,
        order.digest(),
        after.lines(),
        after.quantities(),
        after.credits(),
        after.total() - before.total(),
        (before.isNothing() ? 1 : 0) - (after.isNothing() ? 1 : 0),
        earned,
        Math.min(step.before().debt(), earned),
        back.taken(),
        back.newDebt(),
        lapsed,
        bought.lot(),
        step.rules().dayOf(purchase.at()),
        bought.counted(),
        bought.brand(),
        WatchedSkus.of(after.lines(), step.rules()));
  }
}
