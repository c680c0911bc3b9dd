package dev.perennial.activities;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Tally;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import java.time.Clock;

/** {@code POST /activities}: 201 when recorded, 200 for the same again, 409 for other content. */
@Primes({"activities-post", "activities-viewed"})
public final class ActivitiesHandler implements HttpHandler {
  private final ActivityLog log;
  private final Tally tally;

  /** On Lambda. */
  public ActivitiesHandler() {
    this(LambdaCloud.primed(ActivitiesHandler.class));
  }

  /** In a cloud. */
  public ActivitiesHandler(Cloud cloud) {
    this(Stores.in(cloud), cloud.clock(), Tally.of(cloud, Figure.ACTIVITIES));
  }

  /** With any stores. */
  public ActivitiesHandler(Stores stores, Clock clock) {
    this(stores, clock, Tally.NONE);
  }

  private ActivitiesHandler(Stores stores, Clock clock, Tally tally) {
    log = new ActivityLog(stores, clock);
    this.tally = tally;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var activity = ActivityParser.parse(Http.json(request));
    var ids = JsonNodeFactory.instance.objectNode().put("activityId", activity.activityId());
    return log.record(activity).answer(ids);
  }
}
