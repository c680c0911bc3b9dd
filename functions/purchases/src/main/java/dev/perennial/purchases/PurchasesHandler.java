package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * {@code POST /purchases}: 201 when recorded, 200 for the same again, 409 for other content; {@code
 * PUT /purchases/{purchaseId}} for an order's next version.
 */
@Primes("purchases-post")
public final class PurchasesHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;
  private final Tally tally;

  /** On Lambda. */
  public PurchasesHandler() {
    this(LambdaCloud.primed(PurchasesHandler.class));
  }

  /** In a cloud. */
  public PurchasesHandler(Cloud cloud) {
    this(Stores.in(cloud), cloud.clock(), Tally.of(cloud, Figure.PURCHASES));
  }

  /** With any stores. */
  public PurchasesHandler(Stores stores, Clock clock) {
    this(stores, clock, Tally.NONE);
  }

  private PurchasesHandler(Stores stores, Clock clock, Tally tally) {
    this.stores = stores;
    this.clock = clock;
    rules = new RulesInForce(stores.programme());
    transactor = new Transactor(stores, rules, clock);
    this.tally = tally;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    return "PUT /purchases/{purchaseId}".equals(request.getRouteKey())
        ? revise(request)
        : record(request);
  }

  private APIGatewayV2HTTPResponse record(APIGatewayV2HTTPEvent request) throws BadInput {
    var purchase = PurchaseParser.parse(Http.json(request), rules.at(clock.instant()));
    var recording = Recording.of(transactor.run(new RecordPurchase(stores, purchase)));
    return recording.answer(ids(purchase.purchaseId()));
  }

  private APIGatewayV2HTTPResponse revise(APIGatewayV2HTTPEvent request) throws BadInput {
    var revision =
        RevisionParser.parse(
            Http.pathId(request, "purchaseId"), Http.json(request), rules.at(clock.instant()));
    var recording = Recording.of(transactor.run(new ReviseOrder(stores, revision)));
    return recording.answer(ids(revision.order().purchaseId()));
  }

  private static ObjectNode ids(String purchaseId) {
    return JsonNodeFactory.instance.objectNode().put("purchaseId", purchaseId);
  }
}
