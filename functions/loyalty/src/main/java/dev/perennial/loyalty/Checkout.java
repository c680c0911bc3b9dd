package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.doors.Http;
import dev.perennial.doors.Problem;
import java.time.Instant;
import java.util.Optional;

/** Takes a coupon at the till, once for a purchase. */
final class Checkout {
  private final Desk desk;

  Checkout(Desk desk) {
    this.desk = desk;
  }

  APIGatewayV2HTTPResponse use(String code, String customerId, String purchaseId) {
    return desk.until((rules, now) -> once(code, customerId, purchaseId, rules, now));
  }

  private Optional<APIGatewayV2HTTPResponse> once(
      String code, String customerId, String purchaseId, Rules rules, Instant now) {
    if (desk.stores().customers().read(customerId).erased()) {
      return Optional.of(Http.problem(Problem.erased()));
    }
    var found = desk.stores().rewards().coupon(code);
    if (found.isEmpty()) {
      return unknown();
    }
    var coupon = found.get();
    return switch (coupon.use(customerId, purchaseId, rules.dayOf(now))) {
      case Coupon.Outcome.Used used ->
          desk.stores().rewards().putNext(used.after())
              ? Optional.of(answer(201, used.after(), purchaseId, rules))
              : Optional.empty();
      case Coupon.Outcome.Again _ -> Optional.of(answer(200, coupon, purchaseId, rules));
      case Coupon.Outcome.Unknown _ -> unknown();
      case Coupon.Outcome.Expired expired ->
          refused("coupon-expired", "the coupon was good until " + expired.on());
      case Coupon.Outcome.UsedUp used ->
          refused("coupon-used", "the coupon was used as often as may be: " + used.uses());
      case Coupon.Outcome.Cancelled _ ->
          refused("coupon-cancelled", "the coupon's redemption was taken back");
    };
  }

  /** The same for a code that nobody has and for one of another customer. */
  private static Optional<APIGatewayV2HTTPResponse> unknown() {
    return Desk.problem(404, "coupon-unknown", "the customer has no such coupon", "path/code");
  }

  private static Optional<APIGatewayV2HTTPResponse> refused(String type, String detail) {
    return Desk.problem(409, type, detail, "path/code");
  }

  private static APIGatewayV2HTTPResponse answer(
      int status, Coupon coupon, String purchaseId, Rules rules) {
    var currency = rules.programme().shop().currency();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("purchaseId", purchaseId);
    body.put("rewardId", coupon.rewardId());
    body.put("off", Amounts.format(coupon.offer().off(), currency));
    body.put("minimumOrder", Amounts.format(coupon.offer().minimumOrder(), currency));
    return Http.json(status, body);
  }
}
