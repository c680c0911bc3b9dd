package dev.perennial.domain.activities;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an activity does: it is noted by a line that leaves the account as it is, and a
 * review that earns makes a ledger line beside it, under the key of what was reviewed.
 */
public final class Activities {
  private Activities() {}

  /** What became of an activity before it is written. */
  public sealed interface Outcome {
    /** To be written: a line that stands alone, and nothing of the account. */
    record Noted(HistoryLine line) implements Outcome {}

    /** To be written: the activity, the ledger line of its points and the account, together. */
    record Rewarded(Change change) implements Outcome {
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
      return new Outcome.Noted(line(account, activity, account, 0, null, rules, now));
    }
    return switch (Reviews.judge(account, activity, known, rules, now)) {
      case Reviews.Judged.Earns earns -> rewarded(customer, account, activity, earns, rules, now);
      case Reviews.Judged.EarnsNothing none -> {
        var answer = new Receipt.Review(activity.sku(), none.reason().text());
        yield new Outcome.Noted(line(account, activity, account, 0, answer, rules, now));
      }
    };
  }

  private static Outcome rewarded(
      Customer customer,
      Account before,
      Activity review,
      Reviews.Judged.Earns earns,
      Rules rules,
      Instant now) {
    var loyalty = rules.programme().loyalty();
    var sku = Objects.requireNonNull(review.sku());
    var fact =
        new Reviewed(
            review.activityId(),
            sku,
            rules.programme().version(),
            earns.points(),
            Math.min(before.debt(), earns.points()),
            Reviews.lot(review, rules),
            loyalty.countsPointsByDay());
    var draft =
        HistoryLine.draft(
            before.customerId(),
            LineId.review(sku),
            before.version() + 1,
            review.at(),
            now,
            Cause.RECORDED,
            fact);
    var zone = rules.programme().shop().zone();
    var after = Evaluation.evaluate(before.after(draft, zone), customer.profile(), rules, now);
    var earned = draft.concluded(Changes.between(before, after, earns.points()), null);
    var told = new Receipt.Review(sku, null);
    var noted = line(before, review, after, earns.points(), told, rules, now);
    return new Outcome.Rewarded(
        Change.of(before, after, noted).with(after, List.of(noted, earned)));
  }

  /** The activity's own line, written at the version before it, which tells how things stand. */
  private static HistoryLine line(
      Account before,
      Activity activity,
      Account after,
      long earned,
      Receipt.@Nullable Review review,
      Rules rules,
      Instant now) {
    var fact =
        new Active(
            activity.activityId(),
            activity.type(),
            activity.sku(),
            activity.digest(),
            activity.properties());
    var receipt = Receipt.of(earned, after, rules.dayOf(now));
    return HistoryLine.draft(
            before.customerId(),
            LineId.activity(activity.activityId()),
            before.version(),
            activity.at(),
            now,
            Cause.RECORDED,
            fact)
        .concluded(Changes.NONE, review == null ? receipt : receipt.with(review));
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
