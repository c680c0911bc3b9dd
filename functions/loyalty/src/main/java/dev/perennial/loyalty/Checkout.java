package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Coupons;
import dev.perennial.domain.rewards.Coupons.Order;
import dev.perennial.domain.rewards.Coupons.Outcome;
import dev.perennial.domain.rewards.PresentedCoupon;
import dev.perennial.doors.Http;
import dev.perennial.doors.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes a coupon at the till, once for a purchase. */
final class Checkout {
  private final Desk desk;

  Checkout(Desk desk) {
    this.desk = desk;
  }

  APIGatewayV2HTTPResponse use(String code, Order order) {
    return desk.until((rules, now) -> once(code, order, rules, now));
  }

  private Optional<APIGatewayV2HTTPResponse> once(
      String code, Order order, Rules rules, Instant now) {
    var customers = desk.stores().customers();
    if (customers.read(order.customerId()).erased()) {
      return Optional.of(Http.problem(Problem.erased()));
    }
    var presented = desk.stores().presented(code, order.customerId(), order.purchaseId(), now);
    var outcome = Coupons.use(presented, order, rules, rules.dayOf(now));
    if (!outcome.sides().isEmpty()
        && customers.write(Change.ofSides(order.customerId(), outcome.sides()))
            instanceof Written.Stale) {
      return Optional.empty();
    }
    return Optional.of(
        switch (outcome) {
          case Outcome.Used used -> answer(201, used.after(), order, rules);
          case Outcome.Again again -> answer(200, again.coupon(), order, rules);
          case Outcome.Refused no -> refused(no, presented, now);
        });
  }

  private static APIGatewayV2HTTPResponse refused(
      Outcome.Refused no, PresentedCoupon presented, Instant now) {
    var status =
        switch (no.reason()) {
          // the same for a code that nobody has and for one of another customer's
          case UNKNOWN -> 404;
          case GUESSES -> 429;
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
