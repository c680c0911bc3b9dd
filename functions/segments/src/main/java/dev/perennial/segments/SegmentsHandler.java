package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.segments.SegmentSet;
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
 * {@code GET /segments}: those in force; {@code GET /segments/{segmentId}/customers}: who is in one
 * at this moment, page by page.
 */
@Primes({"segments-list", "segments-customers"})
public final class SegmentsHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  /** On Lambda. */
  public SegmentsHandler() {
    this(LambdaCloud.primed(SegmentsHandler.class));
  }

  /** In a cloud. */
  public SegmentsHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var now = clock.instant();
    var inForce = rules.at(now);
    var segments = inForce.programme().get(SegmentSet.SECTION);
    if (request.getRouteKey().equals("GET /segments")) {
      return Http.json(200, list(segments));
    }
    var segmentId = Http.pathName(request, "segmentId");
    var page = MembersPage.of(request);
    return segments.ids().contains(segmentId)
        ? Http.json(200, page.read(segmentId, stores.customers(), inForce, now))
        : Http.problem(new Problem(404, "segment-unknown", "there is no such segment", null));
  }

  private static ObjectNode list(SegmentSet segments) {
    var body = JsonNodeFactory.instance.objectNode();
    var list = body.putArray("segments");
    for (var id : segments.ids()) {
      var each = list.addObject().put("segmentId", id);
      segments.description(id).ifPresent(text -> each.put("description", text));
    }
    return body;
  }
}
