package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Coupons;
import dev.perennial.domain.rewards.Coupons.Order;
import dev.perennial.domain.rewards.Coupons.Outcome;
import dev.perennial.domain.rewards.PresentedCoupon;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes a coupon at the till, once for a purchase.
 *
 * @param code as it was typed
 */
record UseCoupon(Stores stores, String code, Order order)
    implements Command<UseCoupon.State, APIGatewayV2HTTPResponse> {

  /** The customer, and what is known of the code; null of somebody erased. */
  record State(Customer customer, @Nullable PresentedCoupon presented) {}

  @Override
  public String customerId() {
    return order.customerId();
  }

  @Override
  public State read(Customer customer, Moment at) {
    return new State(
        customer,
        customer.erased() ? null : stores.presented(code, customer, order.purchaseId(), at.now()));
  }

  @Override
  public Decision<APIGatewayV2HTTPResponse> decide(State state, Moment at) {
    var presented = state.presented;
    if (presented == null) {
      return new Decision.Answer<>(Http.problem(Problem.erased()));
    }
    var rules = at.rules();
    var theirs = new Order(state.customer.customerId(), order.purchaseId(), order.goods());
    var outcome = Coupons.use(presented, theirs, rules, rules.dayOf(at.now()));
    var answer =
        switch (outcome) {
          case Outcome.Used used -> answer(201, used.after(), order, rules);
          case Outcome.Again again -> answer(200, again.coupon(), order, rules);
          case Outcome.Refused no -> refused(no, presented, at.now());
        };
    return outcome.sides().isEmpty()
        ? new Decision.Answer<>(answer)
        : new Decision.Write<>(Change.ofSides(theirs.customerId(), outcome.sides()), answer);
  }

  /** No line is written. */
  @Override
  public Existing<APIGatewayV2HTTPResponse> existing(HistoryLine line, Moment at) {
    return new Existing.Counts<>();
  }

  static APIGatewayV2HTTPResponse refused(
      Outcome.Refused no, PresentedCoupon presented, Instant now) {
    if (no.reason() == Coupons.Reason.ERASED) {
      return Http.problem(Problem.erased(no.what()));
    }
    var status =
        switch (no.reason()) {
          // the same for a code that nobody has and for one of another customer's
          case UNKNOWN -> 404;
          case GUESSES -> 429;
          case ERASED -> 410;
          case USED, NOT_YET, EXPIRED, CANCELLED, MINIMUM_ORDER, NOT_STACKABLE -> 409;
        };
    var problem = new Problem(status, "coupon-" + no.reason(), no.what(), "path/code");
    return status == 429
        ? Http.problemUntil(problem, Duration.between(now, presented.guesses().until()))
        : Http.problem(problem);
  }

  private static APIGatewayV2HTTPResponse answer(
      int status, Coupon coupon, Order order, Rules rules) {
    var currency = rules.programme().shop().currency();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("purchaseId", order.purchaseId());
    body.put("rewardId", coupon.rewardId());
    body.put("off", Amounts.format(coupon.offer().off(), currency));
    body.put("minimumOrder", Amounts.format(coupon.offer().minimumOrder(), currency));
    return Http.json(status, body);
  }
}
