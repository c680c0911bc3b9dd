package dev.perennial.domain.refunds;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Trail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refunds that come before their purchase: each waits in a line of its own and a mark in the
 * account, the purchase applies them in its own transaction, and what no purchase claims is
 * rejected by the nightly pass, so that it is heard of.
 */
public final class EarlyRefunds {
  /** How many may wait for purchases of one customer. */
  public static final int MAX = 20;

  /** How long they wait. */
  public static final int DAYS = 30;

  private EarlyRefunds() {}

  /** What became of an early refund before it is written. */
  public sealed interface Outcome {
    /** To be written; it waits. */
    record Waits(Change change) implements Outcome {}

    /** As many wait as may. */
    record TooMany(int max) implements Outcome {}

    /** Business time lies too far ahead of now. */
    record TooEarly(Instant latest) implements Outcome {}

    /** The customer was erased: nothing is recorded. */
    record CustomerErased() implements Outcome {}
  }

  /**
   * Decides a refund of a purchase that is not recorded.
   *
   * @param refund of the customer, under whichever id
   */
  public static Outcome decide(Customer customer, Refund refund, Rules rules, Instant now) {
    if (customer.ended(refund.customerId(), refund.at())) {
      return new Outcome.CustomerErased();
    }
    if (refund.at().isAfter(now.plus(HistoryLine.AHEAD))) {
      return new Outcome.TooEarly(now.plus(HistoryLine.AHEAD));
    }
    var before = customer.accountOr(rules.programme().loyalty().tier());
    if (Awaiting.SLICE.in(before).marks().size() >= MAX) {
      return new Outcome.TooMany(MAX);
    }
    var fact = RefundAwaiting.of(refund.of(customer.customerId()));
    var id = LineId.refund(refund.purchaseId(), refund.refundId());
    var seq = before.version() + 1;
    var draft =
        HistoryLine.draft(before.customerId(), id, seq, refund.at(), now, Cause.RECORDED, fact);
    var zone = rules.programme().shop().zone();
    var after = Evaluation.evaluate(before.after(draft, zone), customer.profile(), rules, now);
    var line = draft.concluded(Changes.between(before, after, 0), null);
    return new Outcome.Waits(Change.of(before, after, line));
  }

  /** Whether refunds wait for a purchase, so that their lines must be read. */
  public static boolean await(Customer customer, String purchaseId) {
    var account = customer.account();
    return account != null
        && Awaiting.SLICE.in(account).marks().stream()
            .anyMatch(each -> each.purchaseId().equals(purchaseId));
  }

  /**
   * What the refunds that waited for a purchase do after it.
   *
   * @param lines theirs, in the order in which they came; one that does not fit is rejected by a
   *     line that says why
   * @param account the one that the last of them makes, or the purchase's
   */
  public record Applied(List<HistoryLine> lines, Account account) {
    public Applied {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Applies the refunds that waited for a purchase.
   *
   * @param customer as last written, whose marks say which refunds wait
   * @param bought the purchase's line
   * @param after the account that the purchase makes
   * @param lines of the purchase's refunds so far
   */
  public static Applied apply(
      Customer customer,
      HistoryLine bought,
      Account after,
      List<HistoryLine> lines,
      Rules rules,
      Instant now) {
    var waiting =
        lines.stream()
            .filter(line -> isAwaited(customer, line))
            .sorted(
                Comparator.comparing(HistoryLine::recordedAt).thenComparingLong(HistoryLine::seq))
            .toList();
    var applied = new ArrayList<HistoryLine>();
    var account = after;
    for (var line : waiting) {
      var then = new Customer(customer.customerId(), account, customer.profile(), null);
      var next = one(then, bought, applied, line, rules, now);
      applied.add(next.line());
      account = next.account();
    }
    return new Applied(applied, account);
  }

  private record Step(HistoryLine line, Account account) {}

  private static boolean isAwaited(Customer customer, HistoryLine line) {
    var account = customer.account();
    return account != null
        && line.event() instanceof RefundAwaiting waiting
        && Awaiting.SLICE.in(account).marks().stream().anyMatch(waiting::isMarkedBy);
  }

  private static Step one(
      Customer customer,
      HistoryLine bought,
      List<HistoryLine> soFar,
      HistoryLine waiting,
      Rules rules,
      Instant now) {
    var fact = (RefundAwaiting) waiting.event();
    var refund = fact.refund(customer.customerId(), waiting.at());
    return switch (Refunds.decide(customer, Returned.of(bought, soFar), refund, rules, now)) {
      case Refunds.Outcome.Recorded recorded -> {
        var line = recorded.change().lines().getFirst();
        var id = LineId.appliedRefund(fact.purchaseId(), fact.refundId());
        var after = Objects.requireNonNull(recorded.change().account());
        yield new Step(line.under(id), Trail.renamed(after, id));
      }
      case Refunds.Outcome.TooMuch _,
          Refunds.Outcome.TooMuchMoney _,
          Refunds.Outcome.NothingLeft _ ->
          rejected(customer, fact, "refund-exceeds-purchase", rules, now);
      case Refunds.Outcome.Ambiguous _ -> rejected(customer, fact, "refund-ambiguous", rules, now);
      case Refunds.Outcome.OtherCurrency _ ->
          rejected(customer, fact, "other-currency", rules, now);
      case Refunds.Outcome.TooEarly _, Refunds.Outcome.BeforePurchase _ ->
          rejected(customer, fact, "before-purchase", rules, now);
      case Refunds.Outcome.CustomerErased _ ->
          throw new IllegalStateException("an erased customer buys nothing");
    };
  }

  private static Step rejected(
      Customer customer, RefundAwaiting fact, String reason, Rules rules, Instant now) {
    var before = customer.accountOr(rules.programme().loyalty().tier());
    var line = rejection(before, fact.refundId(), fact.purchaseId(), reason, now, Cause.RECORDED);
    return new Step(line, before.after(line, rules.programme().shop().zone()));
  }

  private static HistoryLine rejection(
      Account before, String refundId, String purchaseId, String reason, Instant now, Cause cause) {
    return HistoryLine.draft(
        before.customerId(),
        LineId.rejectedRefund(purchaseId, refundId),
        before.version() + 1,
        now,
        now,
        cause,
        new RefundRejected(refundId, purchaseId, reason));
  }

  /** The first day on which a refund will have waited for too long; null when none waits. */
  public static @Nullable LocalDate nextUnclaimed(Account account) {
    return Awaiting.SLICE.in(account).marks().stream()
        .map(each -> each.since().plusDays(DAYS + 1L))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The line that rejects a refund that waited for too long, if there is one. */
  public static Optional<HistoryLine> unclaimed(Account account, LocalDate today, Instant at) {
    var oldest = today.minusDays(DAYS);
    return Awaiting.SLICE.in(account).marks().stream()
        .filter(each -> each.since().isBefore(oldest))
        .findFirst()
        .map(
            each ->
                rejection(
                    account,
                    each.refundId(),
                    each.purchaseId(),
                    "purchase-unknown",
                    at,
                    Cause.TIME));
  }
}
