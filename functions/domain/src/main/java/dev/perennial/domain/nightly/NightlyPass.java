package dev.perennial.domain.nightly;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.loyalty.Expiry;
import dev.perennial.domain.refunds.EarlyRefunds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the nightly pass does for one customer: what time alone brings about. */
public final class NightlyPass {
  /** Of one customer: the pass writes twenty customers in one transaction, of 100 at most. */
  private static final int REJECTED_A_NIGHT = 2;

  private NightlyPass() {}

  /**
   * What the pass of a scheduled instant changes for a customer, if anything. Accounts written
   * since the instant are left alone, so that a pass that runs late undoes nothing.
   */
  public static Optional<Change> decide(Customer customer, Rules rules, Instant at) {
    var account = customer.account();
    if (account == null || account.erased() || account.writtenAt().isAfter(at)) {
      return Optional.empty();
    }
    var zone = rules.programme().shop().zone();
    var today = rules.dayOf(at);
    var lines = new ArrayList<HistoryLine>();
    var current = account;
    for (int i = 0; i < REJECTED_A_NIGHT; i++) {
      var rejection = EarlyRefunds.unclaimed(current, today, at);
      current = rejection.isPresent() ? current.after(rejection.get(), zone) : current;
      rejection.ifPresent(lines::add);
    }
    var notices = rules.programme().loyalty().expiryNotices();
    var notice = Expiry.due(current, notices, today, at);
    current = notice.isPresent() ? current.after(notice.get(), zone) : current;
    notice.ifPresent(lines::add);
    var evaluated = Evaluation.evaluate(current, customer.profile(), rules, at);
    if (!Evaluation.isSame(current, evaluated)) {
      var line = moved(current, evaluated, customer.profile(), rules, at);
      lines.add(line);
      var next = current.after(line, zone);
      var slices = evaluated.slices().with(Trail.SLICE, Trail.SLICE.in(next));
      current = next.evaluated(evaluated.tier(), slices, evaluated.segments());
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(Change.of(account, current, lines.getFirst()).with(current, lines));
  }

  /** Reclassified when what the account was last evaluated by would not have moved it. */
  private static HistoryLine moved(
      Account account, Account evaluated, @Nullable Profile profile, Rules rules, Instant at) {
    var cause =
        Evaluation.staysByStored(account, profile, rules, at) ? Cause.RECLASSIFIED : Cause.TIME;
    var seq = account.version() + 1;
    var id = LineId.moved(seq);
    return HistoryLine.draft(account.customerId(), id, seq, at, at, cause, new Moved())
        .concluded(Changes.between(account, evaluated, 0), null);
  }
}
