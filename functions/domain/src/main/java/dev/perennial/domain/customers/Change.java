package dev.perennial.domain.customers;

import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.mail.Sends;
import dev.perennial.domain.programme.Reward;
import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Guesses;
import dev.perennial.domain.rewards.Stock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes: all of it, or nothing when a line exists already or an item is no
 * longer at the version that was read.
 *
 * @param account the next account, null to leave it
 * @param accountRead the version read, 0 when there was none
 * @param profile what becomes of the profile
 * @param sends the next sends, null to leave them
 * @param sendsRead the version read, 0 when there was none
 * @param lines to insert; each must be absent
 * @param sides what else is written: coupons, stock, wrong guesses
 * @param quiet true when the lines raise no events: an import of customers who were not there
 */
public record Change(
    String customerId,
    @Nullable Account account,
    long accountRead,
    ProfileStep profile,
    @Nullable Sends sends,
    long sendsRead,
    List<HistoryLine> lines,
    List<Side> sides,
    boolean quiet) {
  public Change {
    lines = List.copyOf(lines);
    sides = List.copyOf(sides);
  }

  /** What becomes of the profile item. */
  public sealed interface ProfileStep {
    /** It stays. */
    record Keep() implements ProfileStep {}

    /** It is replaced. */
    record Put(Profile profile) implements ProfileStep {}

    /** It goes. */
    record Remove() implements ProfileStep {}
  }

  /** What is written beside a customer's own items. */
  public sealed interface Side {
    /** A coupon's next version; refused when it is no longer at the version before. */
    record PutCoupon(Coupon coupon) implements Side {}

    /** An order's coupons; refused when they are no longer at the version before. */
    record PutCarried(Carried carried) implements Side {}

    /** One more wrong guess; refused when another was counted since. */
    record PutGuesses(Guesses guesses) implements Side {}

    /** One of a reward's stock; refused when the place has issued its share. */
    record TakeStock(String rewardId, int place, long share) implements Side {
      /** One of a place's share. */
      public static TakeStock of(Reward reward, int place) {
        return new TakeStock(reward.id(), place, Stock.share(reward.stock(), place));
      }
    }

    /** One goes back to where it was taken from. */
    record ReturnStock(String rewardId, int place) implements Side {}
  }

  /** The account's next version, with the line that made it. */
  public static Change of(Account before, Account after, HistoryLine line) {
    return new Change(
        after.customerId(),
        after,
        before.version(),
        new ProfileStep.Keep(),
        null,
        0,
        List.of(line),
        List.of(),
        false);
  }

  /** The sends' next version alone, with lines if there are any. */
  public static Change ofSends(
      String customerId, Sends before, Sends after, List<HistoryLine> lines) {
    return new Change(
        customerId,
        null,
        0,
        new ProfileStep.Keep(),
        after,
        before.version(),
        lines,
        List.of(),
        false);
  }

  /** What is written beside a customer's own items, and nothing of these. */
  public static Change ofSides(String customerId, List<Side> sides) {
    return new Change(
        customerId, null, 0, new ProfileStep.Keep(), null, 0, List.of(), sides, false);
  }

  /** The same with other lines and the account that they make. */
  public Change with(@Nullable Account next, List<HistoryLine> all) {
    return new Change(customerId, next, accountRead, profile, sends, sendsRead, all, sides, quiet);
  }

  /** The same with something more on the side. */
  public Change with(Side side) {
    var more = new ArrayList<>(sides);
    more.add(side);
    return new Change(
        customerId, account, accountRead, profile, sends, sendsRead, lines, more, quiet);
  }

  /** The same with a step of the profile. */
  public Change with(ProfileStep step) {
    return new Change(
        customerId, account, accountRead, step, sends, sendsRead, lines, sides, quiet);
  }

  /** The same with the next sends. */
  public Change with(Sends before, Sends after) {
    return new Change(
        customerId, account, accountRead, profile, after, before.version(), lines, sides, quiet);
  }
}
