package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.history.Receipt;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Http;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Receipts;
import dev.perennial.purchases.PurchaseRecorder.Result;

/** {@code POST /purchases}: 201 when recorded, 200 for the same again, 409 for other content. */
public final class PurchasesHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final PurchaseRecorder recorder;

  /** On Lambda. */
  public PurchasesHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public PurchasesHandler(Cloud cloud) {
    recorder = new PurchaseRecorder(cloud);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return Http.answer(
        () -> {
          var purchase = PurchaseParser.parse(Http.json(request));
          return switch (recorder.record(purchase)) {
            case Result.Recorded recorded -> answer(201, purchase, recorded.receipt());
            case Result.Again again -> answer(200, purchase, again.receipt());
            case Result.Refused refused -> Http.problem(refused.problem());
          };
        });
  }

  private static APIGatewayV2HTTPResponse answer(int status, Purchase purchase, Receipt receipt) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("purchaseId", purchase.purchaseId());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
