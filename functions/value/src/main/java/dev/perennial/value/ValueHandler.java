package dev.perennial.value;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Clock;

/**
 * {@code GET /customers/{customerId}/value}: what is expected of a customer from today on, and
 * {@code GET /insights/model-card}: what that is predicted by.
 */
@Primes({"value-get", "insights-get"})
public final class ValueHandler implements HttpHandler {
  private static final String MODEL_CARD = "model-card";

  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  /** On Lambda. */
  public ValueHandler() {
    this(LambdaCloud.primed(ValueHandler.class));
  }

  /** In a cloud. */
  public ValueHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    return request.getRouteKey().equals("GET /insights/{name}") ? insight(request) : value(request);
  }

  private APIGatewayV2HTTPResponse insight(APIGatewayV2HTTPEvent request) throws BadInput {
    if (!Http.pathName(request, "name").equals(MODEL_CARD)) {
      return Http.problem(
          new Problem(
              404, "insight-unknown", "there is no such insight; there is model-card", null));
    }
    var now = clock.instant();
    return Http.json(200, CardAnswer.of(rules.at(now), now));
  }

  private APIGatewayV2HTTPResponse value(APIGatewayV2HTTPEvent request) throws BadInput {
    var account = stores.customers().person(Http.pathId(request, "customerId")).account();
    if (account == null) {
      return Http.problem(Problem.customerUnknown());
    }
    if (account.erased()) {
      return Http.problem(Problem.erased());
    }
    var now = clock.instant();
    return Http.json(200, ValueAnswer.of(account, rules.at(now), now));
  }
}
