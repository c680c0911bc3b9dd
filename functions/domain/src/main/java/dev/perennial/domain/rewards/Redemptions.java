package dev.perennial.domain.rewards;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.evaluation.Standing;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what is had for points, and what giving it back returns. */
public final class Redemptions {
  /** A redemption of a reward whose stock is not counted takes from no place. */
  private static final int NOWHERE = -1;

  private Redemptions() {}

  /**
   * What is asked for.
   *
   * @param redemptionId the client's own id, unique for the customer
   */
  public record Redemption(String redemptionId, String customerId, String rewardId) {}

  /** Why a customer can't have a reward. */
  public enum Reason {
    NOT_YET,
    NO_LONGER,
    TIER,
    SEGMENT,
    POINTS,
    STOCK;

    /** As answers name it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What became of a redemption before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Redeemed(Change change, HistoryLine line) implements Outcome {}

    /** The customer can't have it; {@code what} says why, with values. */
    record Refused(Reason reason, String what) implements Outcome {}

    /** There is no such reward. */
    record UnknownReward() implements Outcome {}
  }

  /**
   * Decides a redemption.
   *
   * @param stock read after the customer; of a reward whose stock is not counted it is not asked
   * @param code of the coupon: nobody can guess it
   */
  public static Outcome decide(
      Customer customer,
      Redemption redemption,
      Stock stock,
      String code,
      Rules rules,
      Instant now) {
    var reward = Reward.find(rules.programme(), redemption.rewardId());
    return reward == null
        ? new Outcome.UnknownReward()
        : issue(customer, redemption, reward, stock, code, rules, now);
  }

  /**
   * Decides that a customer gets a reward's coupon for no points: all but the price is asked as of
   * a redemption.
   *
   * @param redemption under an id of the giver's own
   * @param stock read after the customer
   * @param code of the coupon: nobody can guess it
   */
  public static Outcome give(
      Customer customer,
      Redemption redemption,
      Stock stock,
      String code,
      Rules rules,
      Instant now) {
    var reward = Reward.find(rules.programme(), redemption.rewardId());
    return reward == null
        ? new Outcome.UnknownReward()
        : issue(customer, redemption, reward.asGift(), stock, code, rules, now);
  }

  private static Outcome issue(
      Customer customer,
      Redemption redemption,
      Reward reward,
      Stock stock,
      String code,
      Rules rules,
      Instant now) {
    var account = customer.accountOr(rules.programme().loyalty().tier());
    var refused = refusal(reward, account, stock, rules, now);
    if (refused != null) {
      return refused;
    }
    var today = rules.dayOf(now);
    var takes = account.lots().settledOn(today).planSpending(reward.price(), today);
    var counted = reward.stock() != Reward.UNLIMITED;
    var from = redemption.redemptionId().hashCode();
    var place = counted ? stock.place(reward, from).orElseThrow() : NOWHERE;
    var coupon =
        new Coupon(
            code,
            account.customerId(),
            redemption.redemptionId(),
            reward.id(),
            reward.offer(),
            today.plusDays(reward.offer().validDays()),
            1,
            false,
            List.of());
    var fact =
        new Redeemed(
            redemption.redemptionId(),
            reward.id(),
            rules.programme().version(),
            takes,
            code,
            reward.offer(),
            coupon.expires(),
            place);
    var id = LineId.redemption(redemption.redemptionId());
    var step = new LedgerStep(customer, account, rules, now);
    var change = step.change(id, fact, -reward.price()).with(new RewardSide.PutCoupon(coupon));
    return new Outcome.Redeemed(
        counted ? change.with(RewardSide.TakeStock.of(reward, place)) : change,
        change.lines().getFirst());
  }

  /** Why a customer can't have a reward; null when nothing is in the way. */
  public static Outcome.@Nullable Refused refusal(
      Reward reward, Account account, Stock stock, Rules rules, Instant now) {
    var today = rules.dayOf(now);
    var tiers = rules.programme().loyalty().tiers();
    var tier = Standing.of(account.days(), tiers, today).level().id();
    var balance = account.balanceOn(today);
    if (reward.from() != null && today.isBefore(reward.from())) {
      return new Outcome.Refused(Reason.NOT_YET, "it begins on " + reward.from());
    }
    if (reward.until() != null && today.isAfter(reward.until())) {
      return new Outcome.Refused(Reason.NO_LONGER, "it ended on " + reward.until());
    }
    if (!reward.tiers().isEmpty() && !reward.tiers().contains(tier)) {
      return new Outcome.Refused(Reason.TIER, "it is not for the tier " + tier);
    }
    if (!reward.segments().isEmpty()
        && reward.segments().stream().noneMatch(account.segments()::contains)) {
      return new Outcome.Refused(Reason.SEGMENT, "the customer is in none of its segments");
    }
    if (balance < reward.price()) {
      return new Outcome.Refused(
          Reason.POINTS, "it costs %d points of %d".formatted(reward.price(), balance));
    }
    if (reward.stock() != Reward.UNLIMITED && stock.place(reward, 0).isEmpty()) {
      return new Outcome.Refused(Reason.STOCK, "none is left");
    }
    return null;
  }

  /** What became of taking a redemption back before it is written. */
  public sealed interface Cancelling {
    /** To be written. */
    record Cancelled(Change change, Receipt receipt) implements Cancelling {}

    /** Its coupon was used. */
    record Used() implements Cancelling {}
  }

  /**
   * Decides that a redemption is taken back: the same lots get their points again, debt that came
   * since is paid from them first.
   *
   * @param redeemed the redemption's line
   * @param coupon read after the customer
   */
  public static Cancelling cancel(
      Customer customer, Redeemed redeemed, Coupon coupon, Rules rules, Instant now) {
    if (!coupon.uses().isEmpty()) {
      return new Cancelling.Used();
    }
    var account = customer.accountOr(rules.programme().loyalty().tier());
    var debtPaid = Math.min(account.debt(), redeemed.points());
    var fact =
        new RedemptionCancelled(
            redeemed.redemptionId(), Lots.without(redeemed.takes(), debtPaid), debtPaid);
    var id = LineId.cancellation(redeemed.redemptionId());
    var step = new LedgerStep(customer, account, rules, now);
    var change =
        step.change(id, fact, redeemed.points())
            .with(new RewardSide.PutCoupon(coupon.asCancelled()));
    var line = change.lines().getFirst();
    var receipt = Objects.requireNonNull(line.answer());
    return new Cancelling.Cancelled(
        redeemed.place() == NOWHERE
            ? change
            : change.with(new RewardSide.ReturnStock(redeemed.rewardId(), redeemed.place())),
        receipt);
  }
}
