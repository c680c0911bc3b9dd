package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.checkout.CouponReleases;
import dev.perennial.domain.checkout.CouponReleases.Outcome;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.PresentedCoupon;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes back the use of a coupon on an order that came to nothing.
 *
 * @param code as it was typed
 */
record ReleaseCoupon(Stores stores, String code, String customerId, String purchaseId)
    implements Command<ReleaseCoupon.State, APIGatewayV2HTTPResponse> {

  /** The customer, what is known of the code, and the order's lines; null of somebody erased. */
  record State(Customer customer, @Nullable PresentedCoupon presented, List<HistoryLine> order) {}

  @Override
  public State read(Customer customer, Moment at) {
    if (customer.erased()) {
      return new State(customer, null, List.of());
    }
    var under = stores.history().startingWith(customerId, LineId.purchase(purchaseId));
    return new State(
        customer,
        stores.presented(code, customer, purchaseId, at.now()),
        LineId.ofPurchase(purchaseId, under));
  }

  @Override
  public Decision<APIGatewayV2HTTPResponse> decide(State state, Moment at) {
    var presented = state.presented;
    if (presented == null) {
      return new Decision.Answer<>(Http.problem(Problem.erased()));
    }
    return switch (CouponReleases.decide(
        state.customer, presented, purchaseId, state.order, at.rules(), at.now())) {
      case Outcome.Released(var coupon, var change) ->
          new Decision.Write<>(change, answer(201, coupon));
      case Outcome.NotUsed(var coupon) -> new Decision.Answer<>(answer(200, coupon));
      case Outcome.OrderStands _ ->
          new Decision.Answer<>(
              Http.problem(
                  new Problem(
                      409,
                      "coupon-order-stands",
                      "the order is recorded; its coupon is given back when all of it went back",
                      "/purchaseId")));
      case Outcome.Refused(var why) -> {
        var answer = UseCoupon.refused(why, presented, at.now());
        yield why.guesses() == null
            ? new Decision.Answer<>(answer)
            : new Decision.Write<>(Change.ofSides(customerId, why.sides()), answer);
      }
    };
  }

  /** The line is of a version: whoever wrote it was faster. */
  @Override
  public Existing<APIGatewayV2HTTPResponse> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }

  private APIGatewayV2HTTPResponse answer(int status, Coupon coupon) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("purchaseId", purchaseId);
    body.put("rewardId", coupon.rewardId());
    return Http.json(status, body);
  }
}
