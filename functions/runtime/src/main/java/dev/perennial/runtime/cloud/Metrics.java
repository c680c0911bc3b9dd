package dev.perennial.runtime.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells CloudWatch figures by its embedded metric format: a line of JSON in the log, of which it
 * makes metrics by itself. No call, no wait, and none of the .6 seconds that a library for it costs
 * a cold start.
 *
 * @param stack by which one environment's figures are told from another's
 * @param lines takes each line
 */
public record Metrics(String stack, Clock clock, Consumer<String> lines) {
  /** The namespace of all figures. */
  public static final String NAMESPACE = "Perennial";

  private static final String STACK = "Stack";

  /** Those of a function. */
  public static Metrics in(Cloud cloud) {
    return new Metrics(cloud.stack(), cloud.clock(), cloud.lines());
  }

  /** Counts some of one kind; a kind that is not in the figure's list is counted as other. */
  public void count(Figure figure, String kind, long number) {
    put(Map.of(figure, number), kind);
  }

  /** Tells figures of one moment that are told apart by the stack alone. */
  public void tell(Map<Figure, Long> figures) {
    put(figures, "");
  }

  /**
   * Counts one of a figure that the stack alone tells apart, with what stands beside it in the log
   * and makes no metric of its own.
   *
   * @param about nothing of a customer
   */
  public void tell(Figure figure, Map<String, String> about) {
    var line = line(Map.of(figure, 1L), "");
    about.forEach(line::put);
    lines.accept(line.toString());
  }

  private void put(Map<Figure, Long> figures, String kind) {
    lines.accept(line(figures, kind).toString());
  }

  private ObjectNode line(Map<Figure, Long> figures, String kind) {
    var line = JsonNodeFactory.instance.objectNode();
    var about = line.putObject("_aws").put("Timestamp", clock.millis());
    var declared = about.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
    var dimensions = declared.putArray("Dimensions").addArray().add(STACK);
    var metrics = declared.putArray("Metrics");
    line.put(STACK, stack);
    figures.forEach(
        (figure, number) -> {
          metrics.addObject().put("Name", figure.metric()).put("Unit", figure.unit());
          line.put(figure.metric(), number);
          var dimension = figure.dimension();
          if (dimension != null) {
            dimensions.add(dimension);
            line.put(dimension, figure.kinds().contains(kind) ? kind : Figure.OTHER);
          }
        });
    return line;
  }
}
