package dev.perennial.domain.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a test that still runs. Each spends a part of the one chance in twenty of a false alarm,
 * early ones next to nothing: Lan &amp; DeMets 1983, "Discrete sequential boundaries for clinical
 * trials", with their function of O'Brien and Fleming's kind. Nobody needs to say before how many
 * looks there will be, or when; only the planned size counts.
 */
public final class Looks {
  /**
   * What all looks together may spend of {@link Uplift#ALPHA}. The rest is kept for outcomes that
   * are far from normal: most customers spend nothing and few much, and then each test errs a
   * little more often than it says.
   */
  public static final double SPENDABLE = 0.045;

  /** A look must add this share of the planned size at least: finer ones show nothing new. */
  public static final double LEAST_NEW = 0.001;

  /** A normal distribution ends here, as far as an integral of it is concerned. */
  private static final double EDGE = 9;

  private static final double STEPS_PER_DEVIATION = 5;

  private Looks() {}

  /**
   * A look at a test of which nobody knows how many customers it will have.
   *
   * @param customers in the test by then
   * @param fraction how much of the test is over, by time or by whatever doesn't depend on what it
   *     shows; 1 at its end
   */
  public record Look(long customers, double fraction) {}

  /**
   * What holds at a look.
   *
   * @param customers in the test by then
   * @param fraction of the planned size, at most 1
   * @param spent the chance of a false alarm at this look or before it
   * @param z beyond how many standard errors an effect is shown; the interval's half width
   */
  public record Boundary(long customers, double fraction, double spent, double z) {}

  /**
   * The boundaries of all looks so far.
   *
   * @param customers in the test at each look, ever more; the first look that reaches the planned
   *     size is the last
   * @param planned customers in the test at its end
   * @throws IllegalArgumentException when a look adds too few, or comes after the last
   */
  public static List<Boundary> of(List<Long> customers, long planned) {
    return of(customers, planned, SPENDABLE);
  }

  static List<Boundary> of(List<Long> customers, long planned, double spendable) {
    check(customers, planned);
    var looks =
        customers.stream()
            .map(each -> new Look(each, Math.min(1, (double) each / planned)))
            .toList();
    return boundaries(looks, planned, spendable);
  }

  /**
   * The same by how much of the test is over: Lan &amp; DeMets 1989, "Changing frequency of interim
   * analysis in sequential monitoring" and "Group sequential procedures: calendar versus
   * information time".
   *
   * @param looks of ever more customers and ever larger fractions
   * @throws IllegalArgumentException when a look is none after the one before
   */
  public static List<Boundary> of(List<Look> looks) {
    var before = new Look(0, 0);
    for (var each : looks) {
      if (each.customers < before.customers + least(before.customers)
          || each.fraction <= before.fraction
          || each.fraction > 1) {
        throw new IllegalArgumentException("%s can't come after %s".formatted(each, before));
      }
      before = each;
    }
    return boundaries(looks, before.customers, SPENDABLE);
  }

  /** How many customers a look must add to so many: fewer show nothing new. */
  public static long least(long customers) {
    return Math.max(1, (long) Math.ceil(LEAST_NEW * customers));
  }

  /**
   * @param scale customers that count as one; any will do
   */
  private static List<Boundary> boundaries(List<Look> looks, long scale, double spendable) {
    var boundaries = new ArrayList<Boundary>();
    var paths = Paths.START;
    double spent = 0;
    for (int i = 0; i < looks.size(); i++) {
      var look = looks.get(i);
      double information = (double) look.customers / scale;
      double until = spent(look.fraction, spendable);
      var step = paths.to(information);
      double edge = step.edge(until - spent);
      boundaries.add(
          new Boundary(look.customers, look.fraction, until, edge / Math.sqrt(information)));
      if (i + 1 < looks.size()) {
        double next = (double) looks.get(i + 1).customers / scale;
        paths = step.within(edge, Math.sqrt(next - information));
      }
      spent = until;
    }
    return boundaries;
  }

  private static void check(List<Long> customers, long planned) {
    if (planned < 1) {
      throw new IllegalArgumentException("planned is %d; it must be 1 or more".formatted(planned));
    }
    long before = 0;
    for (var each : customers) {
      if (before >= planned) {
        throw new IllegalArgumentException(
            "a look after %d customers; the planned %d were the last".formatted(before, planned));
      }
      if (each - before < LEAST_NEW * planned) {
        throw new IllegalArgumentException(
            "a look at %d customers after one at %d; it must add %s of the planned %d at least"
                .formatted(each, before, LEAST_NEW, planned));
      }
      before = each;
    }
  }

  /** The chance of a false alarm, to either side, that may be spent until a fraction is there. */
  private static double spent(double fraction, double spendable) {
    return 4 * Normal.tail(Normal.beyond(spendable / 4) / Math.sqrt(fraction));
  }

  /**
   * Where tests without an effect are that no look has stopped: the density of the sum so far, in
   * units in which its variance at the planned size is 1.
   */
  private static final class Paths {
    static final Paths START = new Paths(0, new double[] {0}, new double[] {1});

    private final double information;
    private final double[] at;
    private final double[] weight;

    Paths(double information, double[] at, double[] weight) {
      this.information = information;
      this.at = at;
      this.weight = weight;
    }

    Step to(double next) {
      return new Step(this, next, Math.sqrt(next - information));
    }
  }

  /** From one look to the next: Armitage, McPherson &amp; Rowe 1969. */
  private record Step(Paths from, double information, double deviation) {
    /** Beyond which edge, to either side, this share of all tests comes to lie. */
    double edge(double share) {
      double low = 0;
      double high = Normal.FARTHEST * Math.sqrt(information);
      for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (beyond(middle) > share) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }

    private double beyond(double edge) {
      double sum = 0;
      for (int i = 0; i < from.at.length; i++) {
        sum +=
            from.weight[i]
                * (Normal.tail((edge - from.at[i]) / deviation)
                    + Normal.tail((edge + from.at[i]) / deviation));
      }
      return sum;
    }

    /** Those that are not stopped, fine enough for the step after, by Simpson's rule. */
    Paths within(double edge, double nextDeviation) {
      double end = Math.min(edge, EDGE * Math.sqrt(information));
      double fine = Math.min(deviation, nextDeviation) / STEPS_PER_DEVIATION;
      int steps = 2 * (int) Math.ceil(end / fine);
      double width = 2 * end / steps;
      double[] at = new double[steps + 1];
      double[] weight = new double[steps + 1];
      for (int i = 0; i <= steps; i++) {
        at[i] = -end + i * width;
        double simpson = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
        weight[i] = density(at[i]) * simpson * width / 3;
      }
      return new Paths(information, at, weight);
    }

    private double density(double where) {
      double sum = 0;
      for (int i = 0; i < from.at.length; i++) {
        sum += from.weight[i] * Normal.density((where - from.at[i]) / deviation);
      }
      return sum / deviation;
    }
  }
}
