package dev.perennial.domain.results;

import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.measure.Adjustment;
import dev.perennial.domain.measure.Interval;
import dev.perennial.domain.measure.Looks;
import dev.perennial.domain.measure.RateDifference;
import dev.perennial.domain.measure.Uplift;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the arms of a test. */
public final class Findings {
  private Findings() {}

  /**
   * One arm against another.
   *
   * @param arm whose customers came to more, or less
   * @param uplift of revenue in minor units, plain
   * @param adjustment of it by spend before
   * @param interval of what is {@link #used}, at the last look; null before the first
   * @param conversions how many more buy, at the last look; null before the first
   */
  public record Finding(
      String arm,
      String against,
      ArmCount treated,
      ArmCount others,
      Uplift uplift,
      Adjustment adjustment,
      @Nullable Interval interval,
      @Nullable RateDifference conversions) {
    /** The uplift that counts: adjusted where that is worth it. */
    public Uplift used() {
      return isAdjusted() ? Objects.requireNonNull(adjustment.uplift()) : uplift;
    }

    /** Whether spend before takes away enough of chance. */
    public boolean isAdjusted() {
      return adjustment.helps();
    }

    /** Whether an effect is shown. */
    public boolean shown() {
      return interval != null && !interval.holdsZero();
    }
  }

  /**
   * All comparisons: first all treated with those who got nothing, then each way with them; of ways
   * alone each with each.
   */
  public static List<Finding> of(Results results) {
    var boundary = results.boundary();
    var ways = results.ways();
    var findings = new ArrayList<Finding>();
    if (!results.against().isEmpty()) {
      var others = results.count(results.against());
      findings.add(
          finding(Assignment.TREATED, results.treated(), results.against(), others, boundary));
      for (var way : ways) {
        findings.add(finding(way, results.count(way), results.against(), others, boundary));
      }
      return findings;
    }
    for (int i = 1; i < ways.size(); i++) {
      for (int j = 0; j < i; j++) {
        var one = ways.get(i);
        var other = ways.get(j);
        findings.add(finding(one, results.count(one), other, results.count(other), boundary));
      }
    }
    return findings;
  }

  private static Finding finding(
      String arm,
      ArmCount treated,
      String against,
      ArmCount others,
      Looks.@Nullable Boundary boundary) {
    var uplift = Uplift.of(treated.revenue(), others.revenue());
    var adjustment = Adjustment.of(treated.revenue(), others.revenue());
    var plain = new Finding(arm, against, treated, others, uplift, adjustment, null, null);
    return boundary != null && plain.used() instanceof Uplift.Measured measured
        ? new Finding(
            arm,
            against,
            treated,
            others,
            uplift,
            adjustment,
            measured.at(boundary),
            RateDifference.at(boundary, treated.converted(), others.converted()))
        : plain;
  }
}
