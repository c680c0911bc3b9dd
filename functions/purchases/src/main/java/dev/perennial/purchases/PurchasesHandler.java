package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Http;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.Stores;
import java.time.Clock;

/** {@code POST /purchases}: 201 when recorded, 200 for the same again, 409 for other content. */
@Rehearses("purchases-post")
public final class PurchasesHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final PurchaseRecorder recorder;

  /** On Lambda. */
  public PurchasesHandler() {
    this(LambdaCloud.rehearsing(PurchasesHandler.class));
  }

  /** In a cloud. */
  public PurchasesHandler(Cloud cloud) {
    this(Stores.in(cloud), cloud.clock());
  }

  /** With any stores. */
  public PurchasesHandler(Stores stores, Clock clock) {
    recorder = new PurchaseRecorder(stores, clock);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return Http.answer(
        () -> {
          var purchase = PurchaseParser.parse(Http.json(request));
          var ids = JsonNodeFactory.instance.objectNode().put("purchaseId", purchase.purchaseId());
          return recorder.record(purchase).answer(ids);
        });
  }
}
