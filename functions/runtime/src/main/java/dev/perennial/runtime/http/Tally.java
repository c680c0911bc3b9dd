package dev.perennial.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Metrics;
import java.time.Clock;

/** Counts what became of what was submitted, whichever door it came by. */
public final class Tally {
  /** Counts nothing. */
  public static final Tally NONE =
      new Tally(new Metrics("", Clock.systemUTC(), line -> {}), Figure.PURCHASES);

  private final Metrics metrics;
  private final Figure figure;

  private Tally(Metrics metrics, Figure figure) {
    this.metrics = metrics;
    this.figure = figure;
  }

  /** Of a function. */
  public static Tally of(Cloud cloud, Figure figure) {
    return new Tally(Metrics.in(cloud), figure);
  }

  /** Counts an answer by its status, and hands it on. */
  public APIGatewayV2HTTPResponse answered(APIGatewayV2HTTPResponse answer) {
    switch (answer.getStatusCode()) {
      case 201 -> count("recorded");
      case 200 -> count("repeated");
      case 202 -> count("waiting");
      default -> refused(Problem.typeIn(answer.getBody()));
    }
    return answer;
  }

  /** Counts what the bus brought, and hands it on. */
  Recording recorded(Recording recording) {
    switch (recording) {
      case Recording.Done _ -> count("recorded");
      case Recording.Again _ -> count("repeated");
      case Recording.Waiting _ -> count("waiting");
      case Recording.Refused refused -> refused(refused.problem().type());
    }
    return recording;
  }

  /** Counts a refusal. */
  void refused(String problem) {
    count("refused");
    metrics.count(Figure.REFUSALS, problem, 1);
  }

  private void count(String outcome) {
    metrics.count(figure, outcome, 1);
  }
}
