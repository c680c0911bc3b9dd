package dev.perennial.refunds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.RefundRepeat;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.refunds.Refunds.Outcome;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Recording;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records a refund once, whichever door it came by. */
final class RefundRecorder {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  RefundRecorder(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
  }

  /** Reads a refund; its unit prices are in the shop's currency. */
  Refund parse(JsonNode json) throws BadInput {
    var shop = rules.at(clock.instant()).programme().shop();
    return RefundParser.parse(json, shop.currency());
  }

  Recording record(Refund refund) {
    return Attempts.until(() -> once(refund))
        .orElseGet(() -> new Recording.Refused(Problem.busy()));
  }

  private Optional<Recording> once(Refund refund) {
    var now = clock.instant();
    var customer = stores.customers().read(refund.customerId());
    if (customer.erased()) {
      return Optional.of(new Recording.Refused(Problem.erased()));
    }
    // one query: the purchase's own key begins those of its refunds
    var id = LineId.purchase(refund.purchaseId());
    HistoryLine purchase = null;
    var earlier = new ArrayList<HistoryLine>();
    for (var line : stores.history().startingWith(refund.customerId(), id)) {
      if (line.id().equals(id)) {
        purchase = line;
      } else if (line.id().startsWith(LineId.refundsOf(refund.purchaseId()))) {
        earlier.add(line);
      }
    }
    var refundLine = LineId.refund(refund.purchaseId(), refund.refundId());
    for (var line : earlier) {
      if (line.id().equals(refundLine)) {
        return Optional.of(again(line, earlier, refund));
      }
    }
    if (purchase == null) {
      return early(customer, refund, now);
    }
    return decide(customer, purchase, earlier, refund, now);
  }

  private Optional<Recording> decide(
      Customer customer,
      HistoryLine purchase,
      List<HistoryLine> earlier,
      Refund refund,
      Instant now) {
    return switch (Refunds.decide(customer, purchase, earlier, refund, rules.at(now), now)) {
      case Outcome.Recorded recorded ->
          switch (stores.customers().write(recorded.change())) {
            case Written.Done _ -> Optional.of(new Recording.Done(recorded.receipt()));
            case Written.LineExists exists -> Optional.of(again(exists.line(), List.of(), refund));
            case Written.Stale _ -> Optional.empty();
          };
      case Outcome.CustomerErased _ -> refused(Problem.erased());
      case Outcome.TooEarly early -> refused(tooEarly(refund, early.latest()));
      case Outcome.BeforePurchase before ->
          refused(
              Problem.invalid(
                  "/at", refund.at() + " lies before the purchase, of " + before.purchase()));
      case Outcome.TooMuch much ->
          refused(
              new Problem(
                  409,
                  "refund-exceeds-purchase",
                  "only " + much.left() + " of " + much.sku() + " are left to go back",
                  "/lines/" + much.line() + "/" + much.field()));
      case Outcome.NothingLeft _ ->
          refused(
              new Problem(
                  409, "refund-exceeds-purchase", "nothing is left to go back", "/purchaseId"));
    };
  }

  private static Optional<Recording> refused(Problem problem) {
    return Optional.of(new Recording.Refused(problem));
  }

  /** The purchase is not known: the refund waits for it. */
  private Optional<Recording> early(Customer customer, Refund refund, Instant now) {
    return switch (EarlyRefunds.decide(customer, refund, rules.at(now), now)) {
      case EarlyRefunds.Outcome.Waits waits ->
          switch (stores.customers().write(waits.change())) {
            case Written.Done _ -> Optional.of(new Recording.Waiting());
            case Written.LineExists exists -> Optional.of(again(exists.line(), List.of(), refund));
            case Written.Stale _ -> Optional.empty();
          };
      case EarlyRefunds.Outcome.CustomerErased _ -> refused(Problem.erased());
      case EarlyRefunds.Outcome.TooEarly early -> refused(tooEarly(refund, early.latest()));
      case EarlyRefunds.Outcome.TooMany much ->
          refused(
              new Problem(
                  409,
                  "refunds-waiting",
                  "%d refunds of the customer wait for their purchases, as many as may"
                      .formatted(much.most()),
                  "/purchaseId"));
    };
  }

  private static Problem tooEarly(Refund refund, Instant latest) {
    return Problem.invalid("/at", refund.at() + " lies in the future; latest is " + latest);
  }

  private static Recording again(HistoryLine existing, List<HistoryLine> lines, Refund refund) {
    return switch (RefundRepeat.judge(existing, lines, refund)) {
      case RefundRepeat.Same same -> new Recording.Again(same.receipt());
      case RefundRepeat.Waiting _ -> new Recording.Waiting();
      case RefundRepeat.Rejected rejected ->
          new Recording.Refused(
              new Problem(
                  409,
                  "refund-rejected",
                  "the refund waited for its purchase and was not taken: " + rejected.reason(),
                  "/refundId"));
      case RefundRepeat.Different _ ->
          new Recording.Refused(
              new Problem(
                  409,
                  "refund-conflict",
                  "refund " + refund.refundId() + " was recorded before with other content",
                  "/refundId"));
    };
  }
}
