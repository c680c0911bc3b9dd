package dev.perennial.domain.customers;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
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
import dev.perennial.domain.ledger.Profile.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides changes of profile and consent. A profile write always advances the account too. */
public final class Profiles {
  private static final String IN_FUTURE = "lies in the future";
  private static final int MAX_ATTRIBUTES = 50;
  private static final int MAX_PURPOSES = 50;

  /** In UTF-16; beside all else it fits into an item of 400 KB. */
  private static final int LONGEST_ATTRIBUTES = 30_000;

  private Profiles() {}

  /** What became of a change before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Changed(Change change, boolean created) implements Outcome {}

    /** It is so already; nothing is written. */
    record Unchanged() implements Outcome {}

    /** The customer was erased: nothing is recorded. {@link Comeback} may bring them back. */
    record CustomerErased() implements Outcome {}

    /** The customer was merged into another: a whole profile says which of the two it is of. */
    record Merged(String into) implements Outcome {}

    /**
     * It was said before the customer was erased.
     *
     * @param erased when that was
     */
    record SaidBefore(Instant said, Instant erased) implements Outcome {}

    /** There is no such customer. */
    record Unknown() implements Outcome {}

    /**
     * Something of it can't be so.
     *
     * @param path JSON pointer to it
     * @param what would be right
     */
    record Refused(String path, String what) implements Outcome {}
  }

  /** The same as {@link #change} of all that a profile says. */
  public static Outcome put(Customer customer, Profile next, Rules rules, Instant now) {
    return change(customer, ProfilePatch.of(next), rules, now);
  }

  /**
   * Decides {@code PUT} and {@code PATCH /customers}. What was said of an earlier time than a
   * field's is left out, and no consent is ever dropped: who sends an old copy must not undo what
   * is newer.
   *
   * @param customer with the mail log
   */
  public static Outcome change(Customer customer, ProfilePatch patch, Rules rules, Instant now) {
    return change(customer, patch, rules, now, Cause.RECORDED);
  }

  /** The same for another cause: an import's. */
  public static Outcome change(
      Customer customer, ProfilePatch patch, Rules rules, Instant now, Cause cause) {
    var refused = refused(patch, rules, now);
    return refused == null
        ? decided(customer, patch.since(customer.life().ended()), rules, now, cause)
        : refused;
  }

  /** The same for another cause: an import's. */
  public static Outcome put(
      Customer customer, Profile asked, Rules rules, Instant now, Cause cause) {
    return decided(customer, ProfilePatch.of(asked), rules, now, cause);
  }

  /** What can't be so, whoever the customer is. */
  static Outcome.@Nullable Refused refused(ProfilePatch patch, Rules rules, Instant now) {
    var latest = now.plus(HistoryLine.AHEAD);
    if (patch.at() != null && patch.at().isAfter(latest)) {
      return new Outcome.Refused("/at", IN_FUTURE);
    }
    // a day later than the shop's own may be today's where the customer is
    var text = patch.fields().get(Field.BIRTHDAY);
    var birthday = text == null ? null : Birthday.parse(text).date();
    if (birthday != null && birthday.isAfter(rules.dayOf(now).plusDays(1))) {
      return new Outcome.Refused("/birthday", IN_FUTURE);
    }
    for (var consent : patch.consents().entrySet()) {
      if (consent.getValue().at().isAfter(latest)) {
        return new Outcome.Refused("/consents/" + consent.getKey() + "/at", IN_FUTURE);
      }
    }
    var types = rules.programme().get(AttributeTypes.SECTION);
    for (var attribute : patch.attributes().entrySet()) {
      var mistake = types.mistake(attribute.getKey(), attribute.getValue());
      if (mistake != null) {
        return new Outcome.Refused("/attributes/" + attribute.getKey(), mistake);
      }
    }
    return null;
  }

  private static Outcome decided(
      Customer customer, ProfilePatch patch, Rules rules, Instant now, Cause cause) {
    var into = customer.mergedInto();
    if (into != null) {
      return new Outcome.Merged(into);
    }
    if (customer.erased()) {
      return new Outcome.CustomerErased();
    }
    var before = customer.profile();
    var former = before == null ? Profile.empty(customer.customerId()) : before;
    var next = patch.on(former, now);
    var tooMuch = tooMuch(former, next);
    if (tooMuch != null) {
      return tooMuch;
    }
    var fields = changedFields(former, next);
    // a time that nobody told says nothing new of what is so already
    var isLater = patch.at() != null && !next.said().equals(former.said());
    if (before != null && fields.isEmpty() && !isLater) {
      return new Outcome.Unchanged();
    }
    var fact = new Profiled(before == null, fields.equals(List.of("consents")), fields);
    var account = customer.accountOr(rules.programme().loyalty().tier());
    var line = line(account, LineId.profile(account.version() + 1), fact, now, cause);
    var change = advance(account, next, rules, line, now).with(new ProfileStep.Put(next));
    if (before != null && fields.isEmpty() && change.lines().getFirst().changes().isNone()) {
      change = change.quietly();
    }
    var mailLog = mailLog(customer.mailLogOrNone(), before, next);
    if (mailLog != null) {
      change = change.with(customer.mailLogOrNone(), mailLog);
    }
    return new Outcome.Changed(change, customer.account() == null);
  }

  /** What would be too much together with what stands already. */
  static Outcome.@Nullable Refused tooMuch(Profile before, Profile next) {
    if (isMore(before.attributes(), next.attributes(), MAX_ATTRIBUTES)) {
      return new Outcome.Refused("/attributes", "must be at most " + MAX_ATTRIBUTES + " in all");
    }
    if (isMore(before.consents(), next.consents(), MAX_PURPOSES)) {
      return new Outcome.Refused("/consents", "must be for at most " + MAX_PURPOSES + " purposes");
    }
    var length = next.attributes().values().stream().mapToLong(Profiles::length).sum();
    return length > LONGEST_ATTRIBUTES && !before.attributes().equals(next.attributes())
        ? new Outcome.Refused(
            "/attributes", "must have at most " + LONGEST_ATTRIBUTES + " characters in all")
        : null;
  }

  private static boolean isMore(Map<String, ?> before, Map<String, ?> next, int max) {
    return next.size() > max && next.size() > before.size();
  }

  private static long length(Attribute attribute) {
    return attribute instanceof Attribute.Texts(var texts)
        ? texts.stream().mapToLong(String::length).sum()
        : attribute.value().toString().length();
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
    var withdrawn = new TreeMap<String, Consent>();
    for (var purpose : purposes) {
      var given = profile.consents().get(purpose);
      if (given == null || given.granted()) {
        // a consent may be dated a little ahead, and is withdrawn all the same
        var at = given == null || given.at().isBefore(now) ? now : given.at();
        withdrawn.put(purpose, new Consent(false, at, source, null));
      }
    }
    return decided(customer, ProfilePatch.of(withdrawn), rules, now, Cause.RECORDED);
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

  static HistoryLine line(Account account, String id, DomainEvent fact, Instant now, Cause cause) {
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

  static List<String> changedFields(Profile before, Profile next) {
    var fields = new ArrayList<String>();
    for (var field : Field.values()) {
      if (!Objects.equals(before.fields().get(field), next.fields().get(field))) {
        fields.add(field.key());
      }
    }
    if (!before.attributes().equals(next.attributes())) {
      fields.add("attributes");
    }
    if (!before.consents().equals(next.consents())) {
      fields.add("consents");
    }
    return List.copyOf(fields);
  }

  /**
   * The next mail log when a consent was refused or given back, or the address is another: a claim
   * or a mail under way then finds the mail log at another version, and reads again. Null when it
   * stays as it is.
   */
  public static @Nullable MailLog mailLog(MailLog now, @Nullable Profile before, Profile next) {
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
        && isAnother(before.email(), next.email())
        && mailLog.forbids().contains("bounced")) {
      mailLog = mailLog.forbidding("bounced", false);
    }
    return mailLog.version() == now.version() ? null : mailLog.oneAfter(now);
  }

  /** Whether mail that was returned from one address says nothing of the other. */
  private static boolean isAnother(@Nullable String one, @Nullable String other) {
    return (one == null || other == null)
        ? !Objects.equals(one, other)
        : !one.equalsIgnoreCase(other);
  }
}
