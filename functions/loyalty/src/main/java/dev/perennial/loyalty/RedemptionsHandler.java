package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.rewards.Redemptions.Redemption;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Fields;
import dev.perennial.doors.Http;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;

/**
 * {@code POST /redemptions}, {@code POST /redemptions/{redemptionId}/cancel} and {@code POST
 * /coupons/{code}/redeem}: each once, however often it is posted.
 */
@Rehearses("redemptions-post")
public final class RedemptionsHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Redeeming redeeming;
  private final Cancelling cancelling;
  private final Checkout checkout;

  /** On Lambda. */
  public RedemptionsHandler() {
    this(LambdaCloud.rehearsing(RedemptionsHandler.class));
  }

  /** In a cloud. */
  public RedemptionsHandler(Cloud cloud) {
    var desk = new Desk(cloud);
    redeeming = new Redeeming(desk);
    cancelling = new Cancelling(desk);
    checkout = new Checkout(desk);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return Http.answer(
        () -> {
          var fields = Fields.of(Http.json(request), "");
          var customerId = fields.id("customerId");
          return switch (request.getRouteKey()) {
            case "POST /coupons/{code}/redeem" -> {
              var purchaseId = fields.id("purchaseId");
              fields.nothingElse();
              yield checkout.use(Http.pathId(request, "code"), customerId, purchaseId);
            }
            case "POST /redemptions/{redemptionId}/cancel" -> {
              fields.nothingElse();
              yield cancelling.cancel(customerId, Http.pathId(request, "redemptionId"));
            }
            default -> {
              var redemptionId = fields.id("redemptionId");
              var rewardId = fields.id("rewardId");
              fields.nothingElse();
              yield redeeming.redeem(new Redemption(redemptionId, customerId, rewardId));
            }
          };
        });
  }
}
