package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Figure;
import dev.perennial.doors.Http;
import dev.perennial.doors.HttpHandler;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Recording;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import dev.perennial.doors.Tally;
import dev.perennial.doors.Transactor;
import java.time.Clock;

/** {@code POST /purchases}: 201 when recorded, 200 for the same again, 409 for other content. */
@Rehearses("purchases-post")
public final class PurchasesHandler implements HttpHandler {
  private final Stores stores;
  private final Transactor transactor;
  private final Tally tally;

  /** On Lambda. */
  public PurchasesHandler() {
    this(LambdaCloud.rehearsing(PurchasesHandler.class));
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
    transactor = new Transactor(stores, new RulesInForce(stores.programme()), clock);
    this.tally = tally;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var purchase = PurchaseParser.parse(Http.json(request));
    var ids = JsonNodeFactory.instance.objectNode().put("purchaseId", purchase.purchaseId());
    return Recording.of(transactor.run(new RecordPurchase(stores, purchase))).answer(ids);
  }
}
