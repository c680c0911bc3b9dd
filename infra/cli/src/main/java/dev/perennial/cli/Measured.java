package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.measure.Adjustment;
import dev.perennial.domain.measure.Interval;
import dev.perennial.domain.measure.Ordering;
import dev.perennial.domain.measure.Uplift;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code measure} found.
 *
 * @param control the arm that all others are compared with
 * @param arms the control first
 * @param before the column of before; null when nobody asked
 * @param warnings what may be wrong with the rows, and what was not tried
 * @param seed that cut the halves of orderings
 */
record Measured(
    String control,
    @Nullable String before,
    List<Arm> arms,
    List<Compared> uplifts,
    List<Ordered> orderings,
    List<String> warnings,
    long seed) {
  /** More digits than any test has, and fewer than binary fractions show. */
  private static final MathContext DIGITS = new MathContext(10);

  /**
   * One arm.
   *
   * @param means by outcome
   */
  record Arm(String name, long rows, Map<String, Double> means) {}

  /**
   * An arm against the control.
   *
   * @param adjustment by what was before; null when nobody asked
   */
  record Compared(String arm, String outcome, Uplift uplift, @Nullable Adjustment adjustment) {}

  /** An ordering of customers by the uplift expected of an arm. */
  record Ordered(String arm, String outcome, Ordering ordering) {}

  static Measured of(
      TestRows rows, String control, List<Ordered> orderings, List<String> warnings, long seed) {
    var names = new ArrayList<>(rows.arms());
    names.remove(control);
    names.addFirst(control);
    var outcomes = rows.layout().outcomes();
    var arms = new ArrayList<Arm>();
    var uplifts = new ArrayList<Compared>();
    for (var name : names) {
      var means = new LinkedHashMap<String, Double>();
      for (int i = 0; i < outcomes.size(); i++) {
        var sums = rows.sums(name, i);
        var ofControl = rows.sums(control, i);
        means.put(outcomes.get(i), sums.mean());
        if (!name.equals(control)) {
          uplifts.add(
              new Compared(
                  name,
                  outcomes.get(i),
                  Uplift.of(sums, ofControl),
                  rows.layout().before() == null ? null : Adjustment.of(sums, ofControl)));
        }
      }
      arms.add(new Arm(name, rows.sums(name, 0).n(), means));
    }
    return new Measured(control, rows.layout().before(), arms, uplifts, orderings, warnings, seed);
  }

  String json() {
    var node = JsonNodeFactory.instance.objectNode();
    var listed = node.putArray("arms");
    for (var each : arms) {
      var arm = listed.addObject().put("arm", each.name).put("rows", each.rows);
      var means = arm.putObject("means");
      each.means.forEach((outcome, mean) -> means.put(outcome, rounded(mean)));
    }
    var compared = node.putArray("uplift");
    uplifts.forEach(each -> put(compared.addObject(), each));
    var ordered = node.putArray("ordering");
    for (var each : orderings) {
      var gain = each.ordering.gain();
      var one = ordered.addObject().put("arm", each.arm).put("outcome", each.outcome);
      put(one.put("gainPer1000", rounded(gain.per1000())), gain.interval());
      one.put("used", gain.used());
      var over = each.ordering.overResponse();
      put(
          one.putObject("overResponse").put("gainPer1000", rounded(over.per1000())),
          over.interval());
    }
    node.put("seed", seed);
    warnings.forEach(node.putArray("warnings")::add);
    return node.toString();
  }

  private static void put(ObjectNode node, Compared compared) {
    node.put("arm", compared.arm).put("outcome", compared.outcome);
    node.put("estimate", rounded(compared.uplift.estimate()));
    if (compared.uplift instanceof Uplift.Measured measured) {
      put(node, measured.interval());
      node.put("minimumDetectableEffect", rounded(measured.minimumDetectableEffect()));
    } else {
      node.putNull("low").putNull("high").putNull("minimumDetectableEffect");
    }
    var adjustment = compared.adjustment;
    if (adjustment == null) {
      node.putNull("varianceReduction");
    } else {
      node.put("varianceReduction", rounded(adjustment.varianceReduction()));
    }
    var adjusted = adjusted(compared);
    if (adjusted != null) {
      put(
          node.putObject("adjusted").put("estimate", rounded(adjusted.estimate())),
          adjusted.interval());
    }
  }

  /** What is left after what was before, where that helps. */
  static Uplift.@Nullable Measured adjusted(Compared compared) {
    var adjustment = compared.adjustment;
    return adjustment == null || !adjustment.helps() ? null : adjustment.uplift();
  }

  private static void put(ObjectNode node, Interval interval) {
    node.put("low", rounded(interval.low())).put("high", rounded(interval.high()));
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }
}
