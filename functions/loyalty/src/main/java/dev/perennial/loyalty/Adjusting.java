package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.domain.loyalty.Adjustments.Outcome;
import dev.perennial.doors.Http;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Receipts;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Gives or takes points for staff. */
final class Adjusting {
  private final Desk desk;

  Adjusting(Desk desk) {
    this.desk = desk;
  }

  APIGatewayV2HTTPResponse adjust(Adjustment adjustment) {
    return desk.until((rules, now) -> once(adjustment, rules, now));
  }

  private Optional<APIGatewayV2HTTPResponse> once(Adjustment asked, Rules rules, Instant now) {
    var customers = desk.stores().customers();
    var customer = customers.read(asked.customerId());
    if (customer.erased()) {
      return Optional.of(Http.problem(Problem.erased()));
    }
    return switch (Adjustments.decide(customer, asked, rules, now)) {
      case Outcome.Adjusted adjusted ->
          switch (customers.write(adjusted.change())) {
            case Written.Done _ ->
                Optional.of(answer(201, adjusted.change().lines().getFirst(), asked));
            case Written.LineExists exists -> again(exists.line(), asked);
            case Written.Stale _ -> Optional.empty();
          };
      case Outcome.UnknownCustomer _ -> Optional.of(Http.problem(Problem.customerUnknown()));
      case Outcome.TooManyPoints much ->
          Desk.problem(
              409,
              "points-overflow",
              "an account can hold " + much.most() + " points and no more",
              "/points");
    };
  }

  private static Optional<APIGatewayV2HTTPResponse> again(HistoryLine existing, Adjustment asked) {
    return Adjustments.isSame(existing, asked)
        ? Optional.of(answer(200, existing, asked))
        : Desk.problem(
            409,
            "adjustment-conflict",
            "adjustment " + asked.adjustmentId() + " was recorded before with other content",
            "/adjustmentId");
  }

  private static APIGatewayV2HTTPResponse answer(int status, HistoryLine line, Adjustment asked) {
    var body = JsonNodeFactory.instance.objectNode().put("adjustmentId", asked.adjustmentId());
    Receipt receipt = Objects.requireNonNull(line.answer());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
