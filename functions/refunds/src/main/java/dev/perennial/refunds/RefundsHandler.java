package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Figure;
import dev.perennial.doors.Http;
import dev.perennial.doors.HttpHandler;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.Tally;

/** {@code POST /refunds}: 201 when recorded, 200 for the same again, 409 for what does not fit. */
@Rehearses("refunds-post")
public final class RefundsHandler implements HttpHandler {
  private final RefundRecorder recorder;
  private final Tally tally;

  /** On Lambda. */
  public RefundsHandler() {
    this(LambdaCloud.rehearsing(RefundsHandler.class));
  }

  /** In a cloud. */
  public RefundsHandler(Cloud cloud) {
    recorder = new RefundRecorder(cloud);
    tally = Tally.of(cloud, Figure.REFUNDS);
  }

  @Override
  public Tally tally() {
    return tally;
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
