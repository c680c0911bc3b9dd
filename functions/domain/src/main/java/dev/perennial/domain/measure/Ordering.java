package dev.perennial.domain.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether it is of use to treat those first of whom most uplift is expected. Ten times the
 * customers are cut in two halves at random; of each half, two regressions (treated, and control)
 * expect the uplift of the other half's customers, who are ordered by it: twenty halves that the
 * regressions have not seen.
 *
 * @param gain over a random order
 * @param overResponse gain over the order by the outcome that is expected without treatment, which
 *     is what shops mostly do
 */
public record Ordering(Gain gain, Gain overResponse) {
  /** With fewer rows in an arm, nothing is tried. */
  public static final int FEWEST = 100;

  private static final int CUTS = 10;

  /**
   * The area between the line of what an order brings, as more and more customers are treated by
   * it, and that of another: Radcliffe 2007, "Using control groups to target on predicted lift".
   *
   * @param per1000 of the outcome, for 1,000 treated
   */
  public record Gain(double per1000, Interval interval) {
    /** Whether the order may be used: the gain is above 0 beyond chance. */
    public boolean used() {
      return interval.low() > 0;
    }
  }

  /** Rows of both arms, of which one half has been cut off. */
  private static final class Half {
    private final int[] treated;
    private final int[] control;

    Half(int[] treated, int[] control) {
      this.treated = treated;
      this.control = control;
    }

    int[] all() {
      return IntStream.concat(IntStream.of(treated), IntStream.of(control)).toArray();
    }
  }

  /**
   * Tries it for each of some outcomes.
   *
   * @param treated rows of the arm, {@link #FEWEST} at least
   * @param control rows of the control, {@link #FEWEST} at least
   * @param outcomes each with a value for every row
   * @param random cuts the halves
   * @throws IllegalArgumentException when an arm has too few rows
   */
  public static List<Ordering> of(
      Covariates covariates,
      int[] treated,
      int[] control,
      List<double[]> outcomes,
      RandomGenerator random) {
    if (Math.min(treated.length, control.length) < FEWEST) {
      throw new IllegalArgumentException(
          "arms of %d and %d rows; an ordering needs %d in each"
              .formatted(treated.length, control.length, FEWEST));
    }
    var gains = outcomes.stream().map(_ -> new Cuts()).toList();
    var beyond = outcomes.stream().map(_ -> new Cuts()).toList();
    for (int cut = 0; cut < CUTS; cut++) {
      var halves = halves(treated, control, random);
      for (int i = 0; i < 2; i++) {
        var seen = halves.get(i);
        var unseen = halves.get(1 - i);
        var ofTreated = new Ridge(covariates, seen.treated);
        var ofControl = new Ridge(covariates, seen.control);
        int[] all = unseen.all();
        for (int j = 0; j < outcomes.size(); j++) {
          double[] y = outcomes.get(j);
          double[] with = Ridge.predict(covariates, ofTreated.fit(y), all);
          double[] without = Ridge.predict(covariates, ofControl.fit(y), all);
          double[] byUplift = Ranks.weights(less(with, without));
          double[] byResponse = Ranks.weights(without);
          double level = mean(y, seen);
          gains.get(j).add(area(unseen, byUplift, y, level));
          beyond.get(j).add(area(unseen, less(byUplift, byResponse), y, level));
        }
      }
    }
    return IntStream.range(0, outcomes.size())
        .mapToObj(j -> new Ordering(gains.get(j).gain(), beyond.get(j).gain()))
        .toList();
  }

  private static List<Half> halves(int[] treated, int[] control, RandomGenerator random) {
    int[] one = shuffled(treated, random);
    int[] other = shuffled(control, random);
    return List.of(
        new Half(
            IntStream.of(one).limit(one.length / 2).toArray(),
            IntStream.of(other).limit(other.length / 2).toArray()),
        new Half(
            IntStream.of(one).skip(one.length / 2).toArray(),
            IntStream.of(other).skip(other.length / 2).toArray()));
  }

  private static int[] shuffled(int[] rows, RandomGenerator random) {
    int[] all = rows.clone();
    for (int i = all.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int each = all[i];
      all[i] = all[j];
      all[j] = each;
    }
    return all;
  }

  private static double[] less(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray();
  }

  private static double mean(double[] outcomes, Half half) {
    return IntStream.of(half.all()).mapToDouble(row -> outcomes[row]).average().orElse(0);
  }

  /** An estimate and its variance. */
  private record Estimate(double value, double variance) {}

  /**
   * The area: who stands at share r of the order is treated in all steps after it, so has weight 1
   * − r, and under a random order ½. The outcome is taken less a constant, which changes nothing
   * but the chance of how well the arms' ranks are mixed.
   */
  private static Estimate area(Half half, double[] weights, double[] outcomes, double level) {
    double sum = 0;
    double variance = 0;
    for (int arm = 0; arm < 2; arm++) {
      int[] rows = arm == 0 ? half.treated : half.control;
      int from = arm == 0 ? 0 : half.treated.length;
      double total = 0;
      double squares = 0;
      for (int i = 0; i < rows.length; i++) {
        double value = weights[from + i] * (outcomes[rows[i]] - level);
        total += value;
        squares += value * value;
      }
      double mean = total / rows.length;
      sum += arm == 0 ? mean : -mean;
      variance += (squares / rows.length - mean * mean) / (rows.length - 1);
    }
    return new Estimate(sum, Math.max(0, variance));
  }

  /** The halves of one outcome, two for each cut. */
  private static final class Cuts {
    private final List<Estimate> halves = new ArrayList<>();

    void add(Estimate half) {
      halves.add(half);
    }

    /**
     * The mean of all halves. They share customers, so their spread alone would promise far too
     * much: the variance is that of one cut, whose two halves have no customer in common, and what
     * the cuts differ by on top (Chernozhukov et al. 2018, "Double/debiased machine learning",
     * definition 3.3).
     */
    Gain gain() {
      double mean = halves.stream().mapToDouble(Estimate::value).average().orElse(0);
      double variance = 0;
      for (int i = 0; i < halves.size(); i += 2) {
        var one = halves.get(i);
        var other = halves.get(i + 1);
        double off = (one.value + other.value) / 2 - mean;
        variance += (one.variance + other.variance) / 4 + off * off;
      }
      double error = Math.sqrt(variance / (halves.size() / 2.0)) * Normal.beyond(Uplift.ALPHA / 2);
      return new Gain(1000 * mean, new Interval(1000 * (mean - error), 1000 * (mean + error)));
    }
  }
}
