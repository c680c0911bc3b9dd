package dev.perennial.domain.customers;

import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Profile;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides whether who was erased comes back: a new customer under the same id, of whom nothing of
 * before is known. A whole profile alone brings them back: what tells of some fields, or of
 * something that happened, may be late.
 */
public final class Comeback {
  private Comeback() {}

  /**
   * Decides {@code PUT /customers} of somebody erased; of anybody else it is {@link
   * Profiles#change}.
   *
   * @param customer with the mail log
   */
  public static Outcome put(Customer customer, ProfilePatch patch, Rules rules, Instant now) {
    var account = customer.account();
    if (account == null || !account.erased() || !patch.replaces()) {
      return Profiles.change(customer, patch, rules, now);
    }
    // nothing was written since
    var erased = account.writtenAt();
    if (patch.at() != null && !patch.at().isAfter(erased)) {
      return new Outcome.SaidBefore(patch.at(), erased);
    }
    var empty = Profile.empty(customer.customerId());
    var profile = patch.since(erased).on(empty, now);
    var refused = Profiles.refused(patch, rules, now);
    var tooMuch = refused == null ? Profiles.tooMuch(empty, profile) : refused;
    return tooMuch == null ? begun(customer, account, profile, rules, now) : tooMuch;
  }

  private static Outcome begun(
      Customer customer, Account erased, Profile profile, Rules rules, Instant now) {
    var fields = Profiles.changedFields(Profile.empty(customer.customerId()), profile);
    var id = LineId.profile(erased.version() + 1);
    var line = Profiles.line(erased, id, new CameBack(fields), now, Cause.RECORDED);
    var programme = rules.programme();
    var begun = erased.after(line, programme.shop().zone());
    var after = Evaluation.evaluate(begun, profile, rules, now);
    // of the tier and the points of before nobody hears any more
    var nobody = Account.empty(customer.customerId(), programme.loyalty().tier());
    var told = line.concluded(Changes.between(nobody, after, 0), null);
    var mailLog = customer.mailLogOrNone();
    return new Outcome.Changed(
        Change.of(erased, after, told)
            .with(new ProfileStep.Put(profile))
            .with(mailLog, mailLog.anew(withdrawn(profile))),
        true);
  }

  private static SortedSet<String> withdrawn(Profile profile) {
    var reasons = new TreeSet<String>();
    for (var purpose : profile.consents().keySet()) {
      if (!profile.consentsTo(purpose)) {
        reasons.add("withdrawn:" + purpose);
      }
    }
    return reasons;
  }
}
