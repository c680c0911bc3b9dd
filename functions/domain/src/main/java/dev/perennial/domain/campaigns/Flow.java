package dev.perennial.domain.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The steps of a campaign by their places: {@code 0} is the first, {@code 2.then.0} the first of
 * what is done when the third says yes.
 */
public final class Flow {
  /** Behind the last step. */
  public static final String END = "";

  static final String CAME = "came";
  static final String THEN = "then";
  static final String ELSE = "else";

  /** More than an hour of a day, or of a weekday, may be away in any zone. */
  private static final Duration NEXT_HOUR = Duration.ofDays(9);

  private record Node(Step step, String after) {}

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final String first;

  /** The flow of a campaign's steps. */
  public Flow(List<Step> steps) {
    first = steps.isEmpty() ? END : "0";
    add("", steps, END);
  }

  private void add(String above, List<Step> steps, String after) {
    for (int i = 0; i < steps.size(); i++) {
      var place = above + i;
      var next = i + 1 < steps.size() ? above + (i + 1) : after;
      var step = steps.get(i);
      nodes.put(place, new Node(step, next));
      below(step).forEach((name, each) -> add(place + "." + name + ".", each, next));
    }
  }

  private static Map<String, List<Step>> below(Step step) {
    var ways = new LinkedHashMap<String, List<Step>>();
    switch (step) {
      case Step.Await await -> {
        ways.put(CAME, await.came());
        ways.put(ELSE, await.otherwise());
      }
      case Step.Branch branch -> {
        ways.put(THEN, branch.then());
        ways.put(ELSE, branch.otherwise());
      }
      case Step.Split split -> split.ways().forEach((name, way) -> ways.put(name, way.steps()));
      case Step.Email _,
          Step.Wait _,
          Step.Until _,
          Step.Points _,
          Step.Coupon _,
          Step.Emit _,
          Step.End _ -> {}
    }
    return ways;
  }

  /** Where a journey begins. */
  public String first() {
    return first;
  }

  /** The step at a place; empty when this campaign has none there. */
  public Optional<Step> at(String place) {
    return Optional.ofNullable(nodes.get(place)).map(Node::step);
  }

  /** Where a journey goes when it has done the step at a place. */
  public String after(String place) {
    var node = nodes.get(place);
    return node == null ? END : node.after;
  }

  /** Where a journey goes that takes one of the ways that the step at a place offers. */
  public String into(String place, String way) {
    var below = place + "." + way + ".0";
    return nodes.containsKey(below) ? below : after(place);
  }

  /** All steps with their places, in the order of the file. */
  public void each(BiConsumer<String, Step> what) {
    nodes.forEach((place, node) -> what.accept(place, node.step));
  }

  /**
   * When a journey is surely over that begins at an instant, whichever way it takes: as if it took
   * all of them, one after another.
   */
  public Instant over(Instant begun) {
    var at = begun;
    for (var node : nodes.values()) {
      at = left(node.step, at);
    }
    return at;
  }

  /** When a step is surely left to which a journey comes at an instant. */
  private static Instant left(Step step, Instant at) {
    return switch (step) {
      case Step.Wait wait -> Times.after(wait, at, ZoneOffset.UTC);
      case Step.Await await -> Times.after(await.atMost(), at, ZoneOffset.UTC);
      case Step.Email email -> at.plus(email.expires());
      case Step.Until until -> {
        var date = until.date();
        var from = date == null ? at : date.atStartOfDay(ZoneOffset.UTC).toInstant();
        yield (from.isAfter(at) ? from : at).plus(NEXT_HOUR);
      }
      case Step.Branch _, Step.Split _, Step.Points _, Step.Coupon _, Step.Emit _, Step.End _ -> at;
    };
  }

  /** The first mail that a customer may get; empty when none is sent. */
  public Optional<Step.Email> mail() {
    return nodes.values().stream()
        .map(Node::step)
        .filter(Step.Email.class::isInstance)
        .map(Step.Email.class::cast)
        .findFirst();
  }
}
