package dev.perennial.domain.history;

import dev.perennial.domain.loyalty.Account;
import java.time.LocalDate;
import java.util.List;

/**
 * What the client is told of points after a purchase or refund.
 *
 * @param earned points earned by it; below 0 for a refund
 * @param pending points that become active later
 * @param balance points that can be spent
 * @param debt points owed
 * @param segments ids, sorted
 */
public record Receipt(
    long earned, long pending, long balance, long debt, String tier, List<String> segments) {
  public Receipt {
    segments = List.copyOf(segments);
  }

  /** What is told of an account after it was judged. */
  public static Receipt of(long earned, Account account, LocalDate today) {
    return new Receipt(
        earned,
        account.pendingOn(today),
        account.balanceOn(today),
        account.debt(),
        account.tier(),
        account.segments());
  }

  /** The same points earned, with another standing. */
  public Receipt standing(Account account, LocalDate today) {
    return of(earned, account, today);
  }
}
