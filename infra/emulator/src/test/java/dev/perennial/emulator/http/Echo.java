package dev.perennial.emulator.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.runtime.cloud.Cloud;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers with what it was asked. */
public final class Echo implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Cloud cloud;

  /** Surrounded by a cloud. */
  public Echo(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    var query = event.getQueryStringParameters();
    var text =
        """
        route %s
        path %s
        query %s
        parameters %s
        queryParameters %s
        header %s
        cookies %s
        base64 %s
        body %s
        method %s
        stage %s
        epoch %s
        """
            .formatted(
                event.getRouteKey(),
                event.getRawPath(),
                event.getRawQueryString(),
                event.getPathParameters(),
                query == null ? "" : new TreeMap<>(query),
                event.getHeaders().get("x-two"),
                event.getCookies(),
                event.getIsBase64Encoded(),
                event.getBody(),
                event.getRequestContext().getHttp().getMethod(),
                event.getRequestContext().getStage(),
                event.getRequestContext().getTimeEpoch() - cloud.clock().millis());
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(event.getRouteKey().startsWith("POST") ? 201 : 200)
        .withHeaders(Map.of("X-Echo", "yes"))
        .withCookies(List.of("c=1", "d=2"))
        .withBody(text)
        .build();
  }
}
