package dev.perennial.domain.merges;

import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.loyalty.BrandStatement;
import dev.perennial.domain.purchases.OftenReturned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides that two customers are one person. The lines of both stay where they are, and each ledger
 * still folds to its account: one line takes all from the one, another brings it to the other.
 */
public final class Merging {
  /** How many customers can have been merged into one. */
  private static final int MAX_FORMER = 50;

  private Merging() {}

  /** What became of it before it is written. */
  public sealed interface Outcome {
    /**
     * To be written together.
     *
     * @param from of the customer who is no more
     * @param into of the one who stays
     */
    record Merge(Change from, Change into, Receipt receipt) implements Outcome {}

    /** They are one already. */
    record Again(Receipt receipt) implements Outcome {}

    /** One of them is unknown. */
    record Unknown(String customerId) implements Outcome {}

    /** One of them was erased. */
    record CustomerErased() implements Outcome {}

    /** The one that is to stay was merged into the other before. */
    record TheOtherWay(String into) implements Outcome {}

    /** The one that is to go was merged into somebody else before. */
    record Elsewhere(String into) implements Outcome {}

    /** Orders of one id are on record of both, with other content. */
    record OrdersDiffer(List<String> purchaseIds) implements Outcome {}

    /** There is more than one transaction, or one account, can hold. */
    record TooMuch(String what) implements Outcome {}
  }

  /**
   * What is asked for.
   *
   * @param into whoever the id that is to stay stands for, with the mail log
   * @param fromId the id that is to go
   * @param from whoever it stands for, with the mail log
   * @param linesOfInto lines of purchases and what is under them
   * @param linesOfFrom all of its ledger, and of those who were merged into it
   */
  public record Asked(
      Customer into,
      String fromId,
      Customer from,
      List<HistoryLine> linesOfInto,
      List<HistoryLine> linesOfFrom) {
    /** One of whom nothing was read but the customers. */
    public Asked(Customer into, String fromId, Customer from) {
      this(into, fromId, from, List.of(), List.of());
    }

    /** The same with what is on record. */
    public Asked with(List<HistoryLine> ofInto, List<HistoryLine> ofFrom) {
      return new Asked(into, fromId, from, ofInto, ofFrom);
    }

    /** Whether the lines are needed to decide. */
    public boolean needsLines() {
      return into.account() != null
          && from.account() != null
          && !into.erased()
          && !from.erased()
          && !into.customerId().equals(from.customerId())
          && from.customerId().equals(fromId);
    }
  }

  /** Decides. */
  public static Outcome decide(Asked asked, AddressKeys keys, Rules rules, Instant now) {
    var into = asked.into;
    var from = asked.from;
    var account = into.account();
    if (account == null || from.account() == null) {
      return new Outcome.Unknown(account == null ? into.customerId() : from.customerId());
    }
    if (into.erased() || from.erased()) {
      return new Outcome.CustomerErased();
    }
    if (into.customerId().equals(from.customerId())) {
      return into.formerIds().contains(asked.fromId)
          ? new Outcome.Again(Receipt.of(0, account, rules.dayOf(now)))
          : new Outcome.TheOtherWay(into.customerId());
    }
    if (!from.customerId().equals(asked.fromId)) {
      return new Outcome.Elsewhere(from.customerId());
    }
    if (into.formerIds().size() + from.formerIds().size() >= MAX_FORMER) {
      return new Outcome.TooMuch("a customer can be merged of " + MAX_FORMER + " others at most");
    }
    return switch (OrdersTwice.of(asked, rules, now)) {
      case OrdersTwice.Outcome.Differ(var ids) -> new Outcome.OrdersDiffer(ids);
      case OrdersTwice.Outcome.TooMany(int most) ->
          new Outcome.TooMuch("at most " + most + " orders can be on record of both");
      case OrdersTwice.Outcome.TakenBack twice -> merge(asked, account, twice, keys, rules, now);
    };
  }

  private static Outcome merge(
      Asked asked,
      Account into,
      OrdersTwice.Outcome.TakenBack twice,
      AddressKeys keys,
      Rules rules,
      Instant now) {
    var today = rules.dayOf(now);
    var left = twice.left();
    if (into.lots().total() > Lots.MAX - left.lots().total()) {
      return new Outcome.TooMuch("an account can hold " + Lots.MAX + " points at most");
    }
    var lines = new ArrayList<>(twice.lines());
    asked.linesOfFrom.stream()
        .filter(line -> line.customerId().equals(left.customerId()))
        .forEach(lines::add);
    var held = BrandStatement.held(lines, rules.programme().shop().zone(), today);
    var points = MovedPoints.of(left, into, held, today);
    var profile = MergedProfile.of(asked.into, asked.from);
    var away = step(left, null, new MergedAway(into.customerId(), points.away()), rules, now);
    var other = withoutKeys(left);
    var merged = new Merged(other, twice.count(), points.taken(), address(asked, profile, keys));
    var taken = step(into, profile, merged, rules, now);
    var receipt =
        Receipt.of(Posting.net(points.taken()), Objects.requireNonNull(taken.account()), today);
    return new Outcome.Merge(
        ofFrom(asked.from, away, twice.lines()), ofInto(asked, profile, taken), receipt);
  }

  /** The key of an address that the person has no more, and that is the person's all the same. */
  private static @Nullable String address(
      Asked asked, @Nullable Profile profile, AddressKeys keys) {
    var theirs = asked.from.profile() == null ? null : asked.from.profile().email();
    var stays = profile == null ? null : profile.email();
    return theirs == null || (stays != null && keys.of(stays).equals(keys.of(theirs)))
        ? null
        : keys.of(theirs);
  }

  private static Change step(
      Account before, @Nullable Profile profile, DomainEvent event, Rules rules, Instant now) {
    var seq = before.version() + 1;
    var draft =
        HistoryLine.draft(
            before.customerId(), LineId.merged(seq), seq, now, now, Cause.RECORDED, event);
    var zone = rules.programme().shop().zone();
    var after = Evaluation.evaluate(before.after(draft, zone), profile, rules, now);
    var changes = Changes.between(before, after, Posting.net(event.postings()));
    return Change.of(before, after, draft.concluded(changes, null));
  }

  /** Quiet: the other's line raises the event of both. */
  private static Change ofFrom(Customer from, Change away, List<HistoryLine> takenBack) {
    var lines = new ArrayList<>(takenBack);
    lines.addAll(away.lines());
    var mailLog = from.mailLogOrNone();
    return new Change(
        from.customerId(),
        away.account(),
        from.version(),
        new ProfileStep.Remove(),
        mailLog.erased(),
        mailLog.version(),
        lines,
        List.of(),
        true);
  }

  private static Change ofInto(Asked asked, @Nullable Profile profile, Change taken) {
    var before = asked.into.mailLogOrNone();
    var consented =
        profile == null ? before : Profiles.mailLog(before, asked.into.profile(), profile);
    var change =
        taken.with(
            before,
            MergedProfile.mailLog(consented == null ? before : consented, asked.into, asked.from));
    return profile == null ? change : change.with(new ProfileStep.Put(profile));
  }

  /** Which of its lines are the last is of no use to another. */
  private static Account withoutKeys(Account account) {
    var slices = account.slices().with(OftenReturned.SLICE, OftenReturned.NONE);
    return Trail.lost(account.evaluated(account.tier(), slices, account.segments()));
  }
}
