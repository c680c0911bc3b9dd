package dev.perennial.runtime.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.runtime.programme.NoProgramme;
import dev.perennial.storage.UnreadableItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A function behind the HTTP API. It reads its event with the library that reads the body, since
 * Lambda's own brings a second one of 700 classes, .1 to .2 seconds of every cold start.
 */
public interface HttpHandler extends RequestStreamHandler {
  /** Of the library's types for events; API Gateway may add to them. */
  JsonMapper EVENTS =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  /** Answers a request, or finds its input wrong. */
  APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput;

  /** Counts the answers; by default nobody does. */
  default Tally tally() {
    return Tally.NONE;
  }

  /** Answers a request; wrong input becomes a problem. */
  default APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request) {
    try {
      return tally().answered(handle(request));
    } catch (BadInput e) {
      return tally().answered(Http.problem(e.problem()));
    } catch (NoProgramme e) {
      return tally().answered(Http.problem(new Problem(503, "no-programme", e.getMessage(), null)));
    }
  }

  /** Answers a request; a stored item that can't be read is named to the caller and in the log. */
  private APIGatewayV2HTTPResponse answerReadable(APIGatewayV2HTTPEvent request, Context context) {
    try {
      return answer(request);
    } catch (UnreadableItem e) {
      var what = String.valueOf(e.getMessage());
      context.getLogger().log(what + "\n");
      return tally().answered(Http.problem(new Problem(503, "unreadable-item", what, null)));
    }
  }

  @Override
  default void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    var request = EVENTS.readValue(event, APIGatewayV2HTTPEvent.class);
    EVENTS.writeValue(answer, answerReadable(request, context));
  }
}
