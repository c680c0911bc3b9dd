package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.domain.loyalty.Adjustments.Outcome;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Receipts;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.Objects;

/** Gives or takes points for staff. */
record AdjustPoints(Adjustment asked) implements Command.OfCustomer<APIGatewayV2HTTPResponse> {
  @Override
  public String customerId() {
    return asked.customerId();
  }

  @Override
  public Decision<APIGatewayV2HTTPResponse> decide(Customer customer, Moment at) {
    if (customer.erased()) {
      return refused(Problem.erased());
    }
    return switch (Adjustments.decide(customer, asked, at.rules(), at.now())) {
      case Outcome.Adjusted adjusted ->
          new Decision.Write<>(
              adjusted.change(), answer(201, adjusted.change().lines().getFirst()));
      case Outcome.UnknownCustomer _ -> refused(Problem.customerUnknown());
      case Outcome.TooManyPoints much ->
          refused(
              new Problem(
                  409,
                  "points-overflow",
                  "an account can hold " + much.max() + " points and no more",
                  "/points"));
    };
  }

  private static Decision<APIGatewayV2HTTPResponse> refused(Problem problem) {
    return new Decision.Answer<>(Http.problem(problem));
  }

  @Override
  public Existing<APIGatewayV2HTTPResponse> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(
        Adjustments.isSame(line, asked)
            ? answer(200, line)
            : Http.problem(
                new Problem(
                    409,
                    "adjustment-conflict",
                    "adjustment "
                        + asked.adjustmentId()
                        + " was recorded before with other content",
                    "/adjustmentId")));
  }

  @Override
  public Existing<APIGatewayV2HTTPResponse> ended(HistoryLine line, Moment at) {
    return new Existing.Answers<>(Http.problem(Problem.erased()));
  }

  private APIGatewayV2HTTPResponse answer(int status, HistoryLine line) {
    var body = JsonNodeFactory.instance.objectNode().put("adjustmentId", asked.adjustmentId());
    Receipt receipt = Objects.requireNonNull(line.answer());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
