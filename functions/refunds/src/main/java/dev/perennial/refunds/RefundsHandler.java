package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.history.Receipt;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Http;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Receipts;
import dev.perennial.refunds.RefundRecorder.Result;

/** {@code POST /refunds}: 201 when recorded, 200 for the same again, 409 for what does not fit. */
public final class RefundsHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final RefundRecorder recorder;

  /** On Lambda. */
  public RefundsHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public RefundsHandler(Cloud cloud) {
    recorder = new RefundRecorder(cloud);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return Http.answer(
        () -> {
          var refund = recorder.parse(Http.json(request));
          return switch (recorder.record(refund)) {
            case Result.Recorded recorded -> answer(201, refund, recorded.receipt());
            case Result.Again again -> answer(200, refund, again.receipt());
            case Result.Refused refused -> Http.problem(refused.problem());
          };
        });
  }

  private static APIGatewayV2HTTPResponse answer(int status, Refund refund, Receipt receipt) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("refundId", refund.refundId());
    body.put("purchaseId", refund.purchaseId());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
