package dev.perennial.referrals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.links.ReferralCodes;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;

/**
 * {@code GET /customers/{customerId}/referral}: the code that the customer may give to friends, and
 * what came of it.
 */
@Primes("referrals-get")
public final class ReferralsHandler implements HttpHandler {
  private final Stores stores;

  /** On Lambda. */
  public ReferralsHandler() {
    this(LambdaCloud.primed(ReferralsHandler.class));
  }

  /** In a cloud. */
  public ReferralsHandler(Cloud cloud) {
    stores = Stores.in(cloud);
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var customerId = Http.pathId(request, "customerId");
    var customer = stores.customers().person(customerId);
    var account = customer.account();
    if (account == null) {
      return Http.problem(Problem.customerUnknown());
    }
    if (account.erased()) {
      return Http.problem(Problem.erased());
    }
    var referral = Referral.SLICE.in(account);
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", customer.customerId());
    body.put("code", ReferralCodes.of(stores.programme(), customer));
    body.put("referred", referral.referred());
    body.put("friends", referral.friends());
    return Http.json(200, body);
  }
}
