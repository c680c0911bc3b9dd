package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Redemptions;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Receipts;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a redemption back, as long as its coupon was not used. */
record CancelRedemption(Stores stores, String customerId, String redemptionId)
    implements Command<CancelRedemption.State, APIGatewayV2HTTPResponse> {

  /**
   * The customer, and the redemption with its coupon.
   *
   * @param ended whether it is of somebody who was erased
   * @param found null when there is none
   */
  record State(Customer customer, boolean ended, @Nullable Found found) {}

  /** A redemption on record. */
  record Found(Redeemed redeemed, Coupon coupon) {}

  @Override
  public State read(Customer customer, Moment at) {
    if (customer.erased()) {
      return new State(customer, true, null);
    }
    var line = PersonHistory.of(stores.history(), customer).find(LineId.redemption(redemptionId));
    var ended = line.isPresent() && customer.ended(line.get());
    return new State(
        customer,
        ended,
        !ended && line.isPresent() && line.get().event() instanceof Redeemed redeemed
            ? new Found(redeemed, stores.rewards().coupon(redeemed.code()).orElseThrow())
            : null);
  }

  @Override
  public Decision<APIGatewayV2HTTPResponse> decide(State state, Moment at) {
    var found = state.found;
    if (state.ended) {
      return new Decision.Answer<>(Http.problem(Problem.erased()));
    }
    if (found == null) {
      return refused(404, "redemption-unknown", "the customer has no redemption " + redemptionId);
    }
    if (found.coupon.cancelled()) {
      // in one transaction with its line, which has the answer
      var id = LineId.cancellation(redemptionId);
      return new Decision.AnswerUnless<>(id, Http.problem(Problem.busy()));
    }
    return switch (Redemptions.cancel(
        state.customer, found.redeemed, found.coupon, at.rules(), at.now())) {
      case Redemptions.Cancelling.Cancelled cancelled ->
          new Decision.Write<>(
              cancelled.change(), answer(201, cancelled.change().lines().getFirst()));
      case Redemptions.Cancelling.Used _ ->
          refused(409, "coupon-used", "the redemption's coupon was used");
    };
  }

  private static Decision<APIGatewayV2HTTPResponse> refused(
      int status, String type, String detail) {
    return new Decision.Answer<>(
        Http.problem(new Problem(status, type, detail, "path/redemptionId")));
  }

  @Override
  public Existing<APIGatewayV2HTTPResponse> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(answer(200, line));
  }

  private APIGatewayV2HTTPResponse answer(int status, HistoryLine line) {
    var body = JsonNodeFactory.instance.objectNode().put("redemptionId", redemptionId);
    Receipt receipt = Objects.requireNonNull(line.answer());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
