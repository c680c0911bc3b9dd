package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Redemptions;
import dev.perennial.doors.Http;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Receipts;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Takes a redemption back, as long as its coupon was not used. */
final class Cancelling {
  private final Desk desk;

  Cancelling(Desk desk) {
    this.desk = desk;
  }

  APIGatewayV2HTTPResponse cancel(String customerId, String redemptionId) {
    return desk.until((rules, now) -> once(customerId, redemptionId, rules, now));
  }

  private Optional<APIGatewayV2HTTPResponse> once(
      String customerId, String redemptionId, Rules rules, Instant now) {
    var stores = desk.stores();
    var customer = stores.customers().read(customerId);
    if (customer.erased()) {
      return Optional.of(Http.problem(Problem.erased()));
    }
    var line = stores.history().find(customerId, LineId.redemption(redemptionId));
    if (line.isEmpty() || !(line.get().event() instanceof Redeemed redeemed)) {
      return Desk.problem(
          404,
          "redemption-unknown",
          "the customer has no redemption " + redemptionId,
          "path/redemptionId");
    }
    var coupon = stores.rewards().coupon(redeemed.code()).orElseThrow();
    if (coupon.cancelled()) {
      var before = stores.history().find(customerId, LineId.cancellation(redemptionId));
      return before.map(each -> answer(200, each, redemptionId));
    }
    return switch (Redemptions.cancel(customer, redeemed, coupon, rules, now)) {
      case Redemptions.Cancelling.Cancelled cancelled ->
          switch (stores.customers().write(cancelled.change())) {
            case Written.Done _ ->
                Optional.of(answer(201, cancelled.change().lines().getFirst(), redemptionId));
            case Written.LineExists exists -> Optional.of(answer(200, exists.line(), redemptionId));
            case Written.Stale _ -> Optional.empty();
          };
      case Redemptions.Cancelling.Used _ ->
          Desk.problem(409, "coupon-used", "the redemption's coupon was used", "path/redemptionId");
    };
  }

  private static APIGatewayV2HTTPResponse answer(
      int status, HistoryLine line, String redemptionId) {
    var body = JsonNodeFactory.instance.objectNode().put("redemptionId", redemptionId);
    Receipt receipt = Objects.requireNonNull(line.answer());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
