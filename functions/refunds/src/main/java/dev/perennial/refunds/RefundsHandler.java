package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Http;
import dev.perennial.doors.HttpHandler;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;

/** {@code POST /refunds}: 201 when recorded, 200 for the same again, 409 for what does not fit. */
@Rehearses("refunds-post")
public final class RefundsHandler implements HttpHandler {
  private final RefundRecorder recorder;

  /** On Lambda. */
  public RefundsHandler() {
    this(LambdaCloud.rehearsing(RefundsHandler.class));
  }

  /** In a cloud. */
  public RefundsHandler(Cloud cloud) {
    recorder = new RefundRecorder(cloud);
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var refund = recorder.parse(Http.json(request));
    var ids =
        JsonNodeFactory.instance
            .objectNode()
            .put("refundId", refund.refundId())
            .put("purchaseId", refund.purchaseId());
    return recorder.record(refund).answer(ids);
  }
}
