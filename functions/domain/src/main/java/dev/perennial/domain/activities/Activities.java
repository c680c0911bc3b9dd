package dev.perennial.domain.activities;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an activity does: it is noted by a line that leaves the account as it is. A review
 * that earns makes a ledger line beside it, under the key of what was reviewed; and so does what
 * some segment asks for, once a day.
 */
public final class Activities {
  private Activities() {}

  /** What became of an activity before it is written. */
  public sealed interface Outcome {
    /** To be written: a line that stands alone, and nothing of the account. */
    record Noted(HistoryLine line) implements Outcome {}

    /** To be written: the activity, the ledger's lines of it and the account, together. */
    record Recorded(Change change) implements Outcome {
      /** The activity's own line. */
      public HistoryLine line() {
        return change.lines().getFirst();
      }
    }

    /** The customer was erased, or the activity is of before that: nothing is recorded. */
    record CustomerErased() implements Outcome {}

    /** There is no such customer. */
    record UnknownCustomer() implements Outcome {}

    /** Business time lies too far ahead of now. */
    record TooEarly(Instant latest) implements Outcome {}

    /** Business time lies too far behind now: its line would be forgotten already. */
    record TooLate(Instant earliest) implements Outcome {}
  }

  /**
   * Decides an activity.
   *
   * @param customer as last written
   * @param told of the customer, under whichever id
   * @param known what {@link Reviews#mayEarn} asks for
   * @param now when it is recorded
   */
  public static Outcome decide(
      Customer customer, Activity told, Reviews.Known known, Rules rules, Instant now) {
    var account = customer.account();
    if (account == null) {
      return new Outcome.UnknownCustomer();
    }
    if (customer.ended(told.customerId(), told.at())) {
      return new Outcome.CustomerErased();
    }
    var activity = told.of(customer.customerId());
    if (activity.at().isAfter(now.plus(HistoryLine.AHEAD))) {
      return new Outcome.TooEarly(now.plus(HistoryLine.AHEAD));
    }
    if (activity.at().isBefore(now.minus(HistoryLine.KEPT))) {
      return new Outcome.TooLate(now.minus(HistoryLine.KEPT));
    }
    if (!activity.isReview()) {
      return recorded(customer, account, activity, null, null, rules, now);
    }
    return switch (Reviews.judge(account, activity, known, rules, now)) {
      case Reviews.Judged.Earns earns -> {
        var earned = new Receipt.Review(activity.sku(), null);
        var reviewed = reviewed(account, activity, earns, rules);
        yield recorded(customer, account, activity, earned, reviewed, rules, now);
      }
      case Reviews.Judged.EarnsNothing none -> {
        var answer = new Receipt.Review(activity.sku(), none.reason().text());
        yield recorded(customer, account, activity, answer, null, rules, now);
      }
    };
  }

  private static Reviewed reviewed(
      Account before, Activity review, Reviews.Judged.Earns earns, Rules rules) {
    return new Reviewed(
        review.activityId(),
        Objects.requireNonNull(review.sku()),
        rules.programme().version(),
        earns.points(),
        Math.min(before.debt(), earns.points()),
        Reviews.lot(review, rules),
        rules.programme().loyalty().countsPointsByDay());
  }

  /**
   * The activity's line, and the ledger's of what it earned and of what segments ask for.
   *
   * @param told what the client is told of a review, null for another activity
   * @param reviewed what a review earned, null for nothing
   */
  private static Outcome recorded(
      Customer customer,
      Account before,
      Activity activity,
      Receipt.@Nullable Review told,
      @Nullable Reviewed reviewed,
      Rules rules,
      Instant now) {
    var zone = rules.programme().shop().zone();
    var lines = new ArrayList<HistoryLine>();
    var next = before;
    if (reviewed != null) {
      var id = LineId.review(reviewed.sku());
      lines.add(draft(before, id, before.version() + 1, activity, reviewed, now));
      next = next.after(lines.getLast(), zone);
    }
    var names = WatchedActivities.of(activity, before, rules);
    if (!names.isEmpty()) {
      var seq = next.version() + 1;
      lines.add(draft(before, LineId.noticed(seq), seq, activity, new Noticed(names), now));
      next = next.after(lines.getLast(), zone);
    }
    if (lines.isEmpty()) {
      return new Outcome.Noted(
          line(before, activity, before.version(), now)
              .concluded(Changes.NONE, receipt(0, before, told, rules, now)));
    }
    var after = Evaluation.evaluate(next, customer.profile(), rules, now);
    var earned = reviewed == null ? 0 : reviewed.points();
    var changes = Changes.between(before, after, earned);
    var answer = receipt(earned, after, told, rules, now);
    if (reviewed == null) { // the activity's own event tells it: the ledger's line raises none
      lines.addFirst(line(before, activity, after.version(), now).concluded(changes, answer));
    } else {
      lines.set(0, lines.getFirst().concluded(changes, null));
      lines.addFirst(line(before, activity, before.version(), now).concluded(Changes.NONE, answer));
    }
    return new Outcome.Recorded(Change.of(before, after, lines.getFirst()).with(after, lines));
  }

  /** The activity's own line, written at a version that it didn't make. */
  private static HistoryLine line(Account before, Activity activity, long seq, Instant now) {
    var fact =
        new Active(
            activity.activityId(),
            activity.type(),
            activity.sku(),
            activity.digest(),
            activity.properties());
    return draft(before, LineId.activity(activity.activityId()), seq, activity, fact, now);
  }

  private static HistoryLine draft(
      Account before, String id, long seq, Activity activity, DomainEvent fact, Instant now) {
    return HistoryLine.draft(
        before.customerId(), id, seq, activity.at(), now, Cause.RECORDED, fact);
  }

  private static Receipt receipt(
      long earned, Account after, Receipt.@Nullable Review told, Rules rules, Instant now) {
    var receipt = Receipt.of(earned, after, rules.dayOf(now));
    return told == null ? receipt : receipt.with(told);
  }

  /** Whether a line has content that must not outlive its customer's erasure. */
  public static boolean tellsMore(HistoryLine line) {
    return line.event() instanceof Active said && !said.digest().isEmpty();
  }

  /** The line of somebody who was erased while it was written: nothing personal is in it. */
  public static HistoryLine erased(HistoryLine line) {
    return line.event() instanceof Active said
        ? HistoryLine.draft(
            line.customerId(),
            line.id(),
            line.seq(),
            line.at(),
            line.recordedAt(),
            line.cause(),
            new Active(said.activityId(), said.kind(), said.sku(), "", new TreeMap<>()))
        : line;
  }

  /** The first answer, when a line holds the same activity; null when it holds another. */
  public static @Nullable Receipt repeat(HistoryLine existing, Activity activity) {
    return existing.event() instanceof Active before && before.digest().equals(activity.digest())
        ? existing.answer()
        : null;
  }
}
