package dev.perennial.domain.segments;

import dev.perennial.domain.customers.Change;
import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.customers.Profile;
import dev.perennial.domain.history.Cause;
import dev.perennial.domain.history.Changes;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.history.LineId;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.loyalty.Expiry;
import dev.perennial.domain.loyalty.Standing;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.value.Predictor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tier, bands and segments an account is in: judged on every write and by the nightly pass.
 */
public final class Judgement {
  /** Of one customer: the pass writes twenty customers in one transaction, of 100 at most. */
  private static final int REJECTED_A_NIGHT = 2;

  private Judgement() {}

  /**
   * What bands are judged by.
   *
   * @param boundaries null for no RFM bands
   * @param predictor null for no bands of value
   */
  private record Measures(@Nullable Boundaries boundaries, @Nullable Predictor predictor) {
    static Measures at(Rules rules, Instant now) {
      return new Measures(rules.boundariesAt(now), rules.predictorAt(now));
    }

    /** Those that an account was last judged by; of what it never was, those of an instant. */
    static Measures of(Account account, Rules rules, Instant now) {
      var bands = account.bands();
      var value = account.value();
      return new Measures(
          bands == null ? rules.boundariesAt(now) : rules.boundaries(bands.version()),
          value == null ? rules.predictorAt(now) : rules.predictor(value.version()));
    }
  }

  /** The account with tier, bands and segments as they are at an instant. */
  public static Account judge(
      Account account, @Nullable Profile profile, Rules rules, Instant now) {
    return judge(account, profile, rules, Measures.at(rules, now), rules.dayOf(now));
  }

  private static Account judge(
      Account account, @Nullable Profile profile, Rules rules, Measures measures, LocalDate today) {
    if (account.erased()) {
      return account.judged(account.tier(), null, null, List.of());
    }
    var standing = standing(account, rules, measures, today);
    var document = document(standing, profile, rules, today);
    return standing.judged(
        standing.tier(),
        standing.bands(),
        standing.value(),
        rules.programme().segments().matching(document));
  }

  /** The account with tier and bands, which segments ask for. */
  private static Account standing(
      Account account, Rules rules, Measures measures, LocalDate today) {
    var tiers = rules.programme().loyalty().tiers();
    var boundaries = measures.boundaries;
    var predictor = measures.predictor;
    return account.judged(
        Standing.of(account.days(), tiers, today).level().id(),
        boundaries == null ? null : boundaries.judge(account, today),
        predictor == null ? null : predictor.judge(account.days(), account.value(), today),
        account.segments());
  }

  private static ProfileDocument document(
      Account standing, @Nullable Profile profile, Rules rules, LocalDate today) {
    return ProfileDocument.of(standing, profile, rules.programme().shop().currency(), today);
  }

  /** The document of a live customer by which the segments of an instant are judged. */
  public static ProfileDocument document(
      Account account, @Nullable Profile profile, Rules rules, Instant now) {
    var today = rules.dayOf(now);
    var standing = standing(account, rules, Measures.at(rules, now), today);
    return document(standing, profile, rules, today);
  }

  /**
   * What the pass of a scheduled instant changes for a customer, if anything. Accounts written
   * since the instant are left alone, so that a pass that runs late undoes nothing.
   */
  public static Optional<Change> pass(Customer customer, Rules rules, Instant at) {
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
    var judged = judge(current, customer.profile(), rules, Measures.at(rules, at), today);
    if (!stays(current, judged)) {
      var line = moved(current, judged, customer.profile(), rules, at);
      lines.add(line);
      current =
          current
              .after(line, zone)
              .judged(judged.tier(), judged.bands(), judged.value(), judged.segments());
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(Change.of(account, current, lines.getFirst()).with(current, lines));
  }

  private static HistoryLine moved(
      Account account, Account judged, @Nullable Profile profile, Rules rules, Instant at) {
    return HistoryLine.draft(
            account.customerId(),
            LineId.moved(account.version() + 1),
            account.version() + 1,
            at,
            at,
            cause(account, profile, rules, at),
            new Fact.Moved())
        .concluded(Changes.between(account, judged, 0), null);
  }

  /**
   * Reclassified when the boundaries and the model card that the account was last judged by would
   * not have moved it.
   */
  private static Cause cause(Account account, @Nullable Profile profile, Rules rules, Instant at) {
    if (account.bands() == null && account.value() == null) {
      return Cause.TIME;
    }
    var stored = Measures.of(account, rules, at);
    var byStored = judge(account, profile, rules, stored, rules.dayOf(at));
    return stays(account, byStored) ? Cause.RECLASSIFIED : Cause.TIME;
  }

  private static boolean stays(Account account, Account judged) {
    return judged.segments().equals(account.segments()) && judged.tier().equals(account.tier());
  }
}
