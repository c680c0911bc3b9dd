package dev.perennial.domain.nightly;

import dev.perennial.domain.evaluation.Rest;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.loyalty.Expiry;
import dev.perennial.domain.refunds.EarlyRefunds;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which nights a customer can be passed over: known when the account is written. */
public final class Nights {
  /** Whatever never changes is looked at again after a hundred years. */
  private static final long LONGEST = 36_525;

  private Nights() {}

  /**
   * A change with the due day of the account that it writes, if it writes one.
   *
   * @param before whose profile it may leave as it is
   * @param now when the account was evaluated
   */
  public static Change dated(Change change, Customer before, Rules rules, Instant now) {
    var account = change.account();
    if (account == null) {
      return change;
    }
    var profile =
        switch (change.profile()) {
          case ProfileStep.Keep _ -> before.profile();
          case ProfileStep.Put step -> step.profile();
          case ProfileStep.Remove _ -> null;
        };
    return change.with(due(account, profile, rules, now));
  }

  /**
   * When an account must be judged again, as of the instant at which it was evaluated: not a day
   * too late, and too early where it would be dear to say.
   */
  public static Due due(Account account, @Nullable Profile profile, Rules rules, Instant now) {
    var today = rules.dayOf(now);
    var mark = Rest.mark(rules);
    if (account.erased()) {
      return new Due(account.version(), mark, today.plusDays(LONGEST), "");
    }
    var day = today.plusDays(LONGEST);
    day = sooner(day, EarlyRefunds.nextUnclaimed(account));
    day = sooner(day, Expiry.next(account, rules.programme().loyalty().expiryNotices(), today));
    var measured = Rest.measured(account, rules, today);
    day = sooner(day, measured == null ? null : measured.heldUntil());
    day = Rest.until(account, profile, rules, today, day);
    // what was due already is done by the next pass, which may be of the same day
    return new Due(account.version(), mark, day, measured == null ? "" : measured.text());
  }

  private static LocalDate sooner(LocalDate day, @Nullable LocalDate other) {
    return other != null && other.isBefore(day) ? other : day;
  }
}
