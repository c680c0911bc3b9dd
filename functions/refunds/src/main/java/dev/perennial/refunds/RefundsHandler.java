package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.http.Tally;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;

/** {@code POST /refunds}: 201 when recorded, 200 for the same again, 409 for what does not fit. */
@Primes("refunds-post")
public final class RefundsHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;
  private final Tally tally;

  /** On Lambda. */
  public RefundsHandler() {
    this(LambdaCloud.primed(RefundsHandler.class));
  }

  /** In a cloud. */
  public RefundsHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
    tally = Tally.of(cloud, Figure.REFUNDS);
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var refund = RefundParser.parse(Http.json(request), rules.at(clock.instant()));
    var ids =
        JsonNodeFactory.instance
            .objectNode()
            .put("refundId", refund.refundId())
            .put("purchaseId", refund.purchaseId());
    return Recording.of(transactor.run(new RecordRefund(stores, refund))).answer(ids);
  }
}
