package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase that is taken: what it does by itself. What waits for it goes on from its account; the
 * answer is made once, at the end.
 *
 * @param before the account that the purchase found
 * @param line its line, of which neither changes nor answer are known yet
 * @param earned points
 * @param after the account that it makes
 * @param referral what the client is told of its referral code, null without one
 */
public record TakenPurchase(
    Account before,
    HistoryLine line,
    long earned,
    Account after,
    Receipt.@Nullable Referral referral)
    implements Purchases.Judged {

  /**
   * The whole of it when nothing waits for it.
   *
   * @param today when it is recorded
   */
  public Purchases.Outcome.Recorded alone(LocalDate today) {
    return with(List.of(), after, null, List.of(), today);
  }

  /**
   * The whole of it. The answer has the standing at the end, the line's changes are its own.
   *
   * @param further the lines that follow in the same transaction
   * @param last the account that they make
   * @param coupon what the client is told of its coupon, null without one
   * @param sides what else is written
   * @param today when it is recorded
   */
  public Purchases.Outcome.Recorded with(
      List<HistoryLine> further,
      Account last,
      Receipt.@Nullable Coupon coupon,
      List<? extends Change.Side> sides,
      LocalDate today) {
    var standing = Receipt.of(earned, last, today).with(referral);
    var receipt = coupon == null ? standing : standing.with(coupon);
    var lines = new ArrayList<HistoryLine>();
    lines.add(line.concluded(Changes.between(before, after, earned), receipt));
    lines.addAll(further);
    var change = Change.of(before, last, lines.getFirst()).with(last, lines);
    for (var side : sides) {
      change = change.with(side);
    }
    return new Purchases.Outcome.Recorded(change, receipt);
  }
}
