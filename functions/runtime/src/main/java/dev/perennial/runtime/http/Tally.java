package dev.perennial.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Metrics;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what became of what was submitted, whichever door it came by. */
public final class Tally {
  /** Counts nothing. */
  public static final Tally NONE =
      new Tally(new Metrics("", Clock.systemUTC(), line -> {}), Figure.PURCHASES, null);

  private final Metrics metrics;
  private final Figure figure;

  /** Counts that are yet to be told; null when each is told at once. */
  private final @Nullable Map<Kind, Long> sums;

  private record Kind(Figure figure, String name) {}

  private Tally(Metrics metrics, Figure figure, @Nullable Map<Kind, Long> sums) {
    this.metrics = metrics;
    this.figure = figure;
    this.sums = sums;
  }

  /** Counts the same, and tells the sums when told to: for what comes many at a time. */
  public Tally summing() {
    return new Tally(metrics, figure, new LinkedHashMap<>());
  }

  /** Tells what was summed up. */
  public void tell() {
    if (sums != null) {
      sums.forEach((kind, number) -> metrics.count(kind.figure, kind.name, number));
      sums.clear();
    }
  }

  /** Of a function. */
  public static Tally of(Cloud cloud, Figure figure) {
    return new Tally(Metrics.in(cloud), figure, null);
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

  /** Counts what the bus or a queue brought, and hands it on. */
  public Recording recorded(Recording recording) {
    switch (recording) {
      case Recording.Done _ -> count("recorded");
      case Recording.Again _ -> count("repeated");
      case Recording.Waiting _ -> count("waiting");
      case Recording.Refused refused -> refused(refused.problem().type());
    }
    return recording;
  }

  /** Counts a refusal. */
  public void refused(String problem) {
    count("refused");
    count(Figure.REFUSALS, problem);
  }

  private void count(String outcome) {
    count(figure, outcome);
  }

  private void count(Figure of, String kind) {
    if (sums == null) {
      metrics.count(of, kind, 1);
    } else {
      sums.merge(new Kind(of, kind), 1L, Long::sum);
    }
  }
}
