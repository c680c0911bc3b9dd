package dev.perennial.domain.customers;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides changes of profile and consent. A profile write always advances the account too. */
public final class Profiles {
  private Profiles() {}

  /** What became of a change before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Changed(Change change, boolean created) implements Outcome {}

    /** It is so already; nothing is written. */
    record Unchanged() implements Outcome {}

    /** The customer was erased: nothing is recorded. */
    record CustomerErased() implements Outcome {}

    /** There is no such customer. */
    record Unknown() implements Outcome {}

    /**
     * Something is said to be of a day or an instant that has not come.
     *
     * @param path JSON pointer into the profile
     */
    record InFuture(String path) implements Outcome {}
  }

  /**
   * Decides {@code PUT /customers}: the profile is replaced, save withdrawals of consent. Who sends
   * a copy that is older than an unsubscribing must not undo it.
   *
   * @param customer with the mail log
   */
  public static Outcome put(Customer customer, Profile next, Rules rules, Instant now) {
    // a day later than the shop's own may be today's where the customer is
    var birthday = next.birthday();
    if (birthday != null && birthday.isAfter(rules.dayOf(now).plusDays(1))) {
      return new Outcome.InFuture("/birthday");
    }
    for (var consent : next.consents().entrySet()) {
      if (consent.getValue().at().isAfter(now.plus(HistoryLine.AHEAD))) {
        return new Outcome.InFuture("/consents/" + consent.getKey() + "/at");
      }
    }
    return put(customer, next, rules, now, Cause.RECORDED);
  }

  /** The same for another cause: an import's. */
  public static Outcome put(
      Customer customer, Profile asked, Rules rules, Instant now, Cause cause) {
    if (customer.erased()) {
      return new Outcome.CustomerErased();
    }
    var before = customer.profile();
    var next =
        before == null ? asked : asked.keepingLater(before).afterWithdrawals(before.consents());
    var fields = changedFields(before, next);
    if (before != null && fields.isEmpty()) {
      return new Outcome.Unchanged();
    }
    var fact = new Profiled(before == null, fields.equals(List.of("consents")), fields);
    var account = customer.accountOr(rules.programme().loyalty().tier());
    var line = line(account, LineId.profile(account.version() + 1), fact, now, cause);
    var change = advance(account, next, rules, line, now).with(new ProfileStep.Put(next));
    var mailLog = mailLog(customer.mailLogOrNone(), before, next);
    if (mailLog != null) {
      change = change.with(customer.mailLogOrNone(), mailLog);
    }
    return new Outcome.Changed(change, customer.account() == null);
  }

  /**
   * Decides that consent to mail is withdrawn for every purpose, as an unsubscribe link does.
   *
   * @param source how it was withdrawn
   */
  public static Outcome unsubscribe(Customer customer, String source, Rules rules, Instant now) {
    var profile = customer.profile();
    if (customer.erased()) {
      return new Outcome.CustomerErased();
    }
    if (profile == null) {
      return new Outcome.Unknown();
    }
    var purposes = new TreeSet<>(profile.consents().keySet());
    purposes.add("email");
    var next = profile;
    for (var purpose : purposes) {
      var given = profile.consents().get(purpose);
      if (given == null || given.granted()) {
        // a consent may be dated a little ahead, and is withdrawn all the same
        var at = given == null || given.at().isBefore(now) ? now : given.at();
        next = next.with(purpose, new Consent(false, at, source, null));
      }
    }
    return put(customer, next, rules, now);
  }

  /**
   * Decides an erasure: the profile goes, the ledger stays under the bare id, nothing more is
   * recorded.
   */
  public static Outcome erase(Customer customer, Rules rules, Instant now) {
    var account = customer.account();
    if (account == null) {
      return new Outcome.Unknown();
    }
    if (account.erased()) {
      return new Outcome.CustomerErased();
    }
    var seq = account.version() + 1;
    var line = line(account, LineId.erased(seq), new Erased(), now, Cause.RECORDED);
    var mailLog = customer.mailLogOrNone();
    return new Outcome.Changed(
        advance(account, null, rules, line, now)
            .with(new ProfileStep.Remove())
            .with(mailLog, mailLog.erased()),
        false);
  }

  private static HistoryLine line(
      Account account, String id, DomainEvent fact, Instant now, Cause cause) {
    return HistoryLine.draft(
        account.customerId(), id, account.version() + 1, now, now, cause, fact);
  }

  private static Change advance(
      Account before, @Nullable Profile profile, Rules rules, HistoryLine draft, Instant now) {
    var zone = rules.programme().shop().zone();
    var after = Evaluation.evaluate(before.after(draft, zone), profile, rules, now);
    var changes = Changes.between(before, after, 0);
    return Change.of(before, after, draft.concluded(changes, null));
  }

  private static List<String> changedFields(@Nullable Profile before, Profile next) {
    var fields = new ArrayList<String>();
    addIf(fields, "email", before == null ? null : before.email(), next.email());
    addIf(fields, "name", before == null ? null : before.name(), next.name());
    addIf(fields, "language", before == null ? null : before.language(), next.language());
    addIf(fields, "zone", before == null ? null : before.zone(), next.zone());
    addIf(fields, "country", before == null ? null : before.country(), next.country());
    addIf(fields, "birthday", before == null ? null : before.birthday(), next.birthday());
    addIf(fields, "attributes", before == null ? Map.of() : before.attributes(), next.attributes());
    addIf(fields, "consents", before == null ? Map.of() : before.consents(), next.consents());
    return List.copyOf(fields);
  }

  private static void addIf(
      List<String> fields, String name, @Nullable Object before, @Nullable Object next) {
    if (!Objects.equals(before, next)) {
      fields.add(name);
    }
  }

  /**
   * The next mail log when a consent was refused or given back, or the address is another: a claim
   * or a mail under way then finds the mail log at another version, and reads again.
   */
  private static @Nullable MailLog mailLog(MailLog now, @Nullable Profile before, Profile next) {
    var mailLog = now;
    var purposes = new TreeSet<>(next.consents().keySet());
    if (before != null) {
      purposes.addAll(before.consents().keySet());
    }
    for (var purpose : purposes) {
      var forbidden = !next.consentsTo(purpose);
      if (mailLog.forbids().contains("withdrawn:" + purpose) != forbidden) {
        mailLog = mailLog.forbidding("withdrawn:" + purpose, forbidden);
      }
    }
    if (before != null
        && !Objects.equals(before.email(), next.email())
        && mailLog.forbids().contains("bounced")) {
      mailLog = mailLog.forbidding("bounced", false);
    }
    return mailLog.version() == now.version() ? null : oneVersionAfter(now, mailLog);
  }

  private static MailLog oneVersionAfter(MailLog before, MailLog after) {
    return new MailLog(
        before.version() + 1,
        after.mails(),
        after.forbids(),
        after.lastChange(),
        after.lastId(),
        after.later());
  }
}
