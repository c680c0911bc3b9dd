package dev.perennial.domain.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What was chosen without a look at the holdout, and how it and the others then did there.
 *
 * @param fits the candidates, fitted to all of calibration
 * @param weights of the models in what was chosen, by name; empty for a fallback
 * @param chosen a model's name, {@code blend}, or a baseline's when there is too little data
 * @param models holdout errors by name; what was chosen is among them
 * @param baselines holdout errors of {@code average}, {@code own-rate} and {@code shrunk-rate}
 * @param actualTotal purchases that customers made in the holdout
 * @param deciles what was chosen, by tenths of customers, the least expected first
 * @param warnings of the trial; the fits have theirs
 */
public record Backtest(
    Map<String, Fit<PurchaseModel>> fits,
    SortedMap<String, Double> weights,
    String chosen,
    Map<String, HoldoutError> models,
    Map<String, HoldoutError> baselines,
    double actualTotal,
    List<Decile> deciles,
    List<String> warnings) {
  /** The name of several models' mean. */
  public static final String BLEND = "blend";

  /** Everybody buys at the rate of all. */
  public static final String AVERAGE = "average";

  /**
   * Everybody buys as often as so far, after one more purchase in the time that an average one
   * takes: (x + 1) / (T + 1 / rate of all). What is used when there is too little data.
   */
  public static final String SHRUNK_RATE = "shrunk-rate";

  /** Everybody buys as often as so far. */
  public static final String OWN_RATE = "own-rate";

  /** Below so many customers with repeats, the errors of a fit are as large as its parameters. */
  public static final int REPEATERS_NEEDED = 50;

  /** A tenth of the customers; means per customer. */
  public record Decile(int customers, double expected, double bought) {}

  /**
   * Chooses and tries models.
   *
   * @param until the last day of calibration, since 1970-01-01
   * @param end the last day of the holdout, after {@code until}
   */
  public static Backtest run(Shoppers shoppers, int until, int end) {
    var warnings = new ArrayList<String>();
    var cohort = shoppers.cohort(until);
    var trial = shoppers.trial(until, end);
    var baselines = baselines(cohort, trial);
    var candidates = new LinkedHashMap<String, Fit<PurchaseModel>>();
    SortedMap<String, Double> weights = new TreeMap<>();
    if (cohort.repeaters() < REPEATERS_NEEDED) {
      warnings.add(
          "only %d of %d customers bought again; with fewer than %d a model's parameters are mostly"
                  .formatted(cohort.repeaters(), cohort.customers(), REPEATERS_NEEDED)
              + " chance, so everybody is expected to go on at their own rate, pulled to the"
              + " average");
    } else {
      candidates.putAll(Choice.candidates(cohort, shoppers.daysPerUnit()));
      weights.putAll(Choice.weights(shoppers, until, candidates, warnings));
    }
    var models = new LinkedHashMap<String, HoldoutError>();
    double[] chosen = new double[trial.bought().length];
    candidates.forEach(
        (name, fit) -> {
          double[] expected = trial.expected(fit.model());
          models.put(name, HoldoutError.of(expected, trial.bought()));
          double weight = weights.getOrDefault(name, 0.0);
          for (int i = 0; i < chosen.length; i++) {
            chosen[i] += weight * expected[i];
          }
        });
    String name = SHRUNK_RATE;
    if (weights.size() == 1) {
      name = weights.firstKey();
    } else if (weights.size() > 1) {
      name = BLEND;
      models.put(name, HoldoutError.of(chosen, trial.bought()));
    } else {
      models.putAll(baselines.errors());
      System.arraycopy(baselines.shrunk(), 0, chosen, 0, chosen.length);
    }
    double actual = 0;
    for (double bought : trial.bought()) {
      actual += bought;
    }
    if (actual == 0) {
      warnings.add("nobody bought in the holdout: errors say how much was expected, no more");
    }
    return new Backtest(
        candidates,
        weights,
        name,
        models,
        baselines.errors(),
        actual,
        deciles(chosen, trial.bought()),
        warnings);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Baselines(Map<String, HoldoutError> errors, double[] shrunk) {}

  private static Baselines baselines(Cohort cohort, Shoppers.Trial trial) {
    double time = cohort.meanAge() * cohort.customers();
    double rate = time > 0 ? cohort.repeats() / time : 0;
    int n = trial.bought().length;
    double[] average = new double[n];
    double[] own = new double[n];
    double[] shrunk = new double[n];
    for (int i = 0; i < n; i++) {
      var known = trial.known().get(i);
      average[i] = rate * trial.horizon();
      shrunk[i] = shrunkRate(known, rate) * trial.horizon();
      own[i] = known.age() > 0 ? known.x() / known.age() * trial.horizon() : 0;
    }
    var errors = new LinkedHashMap<String, HoldoutError>();
    errors.put(AVERAGE, HoldoutError.of(average, trial.bought()));
    errors.put(OWN_RATE, HoldoutError.of(own, trial.bought()));
    errors.put(SHRUNK_RATE, HoldoutError.of(shrunk, trial.bought()));
    return new Baselines(errors, shrunk);
  }

  /** Purchases a unit of time of one customer, by that heuristic; 0 where nobody buys again. */
  static double shrunkRate(Summary known, double rate) {
    return rate > 0 ? (known.x() + 1) / (known.age() + 1 / rate) : 0;
  }

  private static List<Decile> deciles(double[] expected, double[] bought) {
    int n = expected.length;
    var order =
        IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> expected[i])).toList();
    var deciles = new ArrayList<Decile>();
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = (int) ((long) n * tenth / 10);
      int to = (int) ((long) n * (tenth + 1) / 10);
      double sum = 0;
      double actual = 0;
      for (int i = from; i < to; i++) {
        sum += expected[order.get(i)];
        actual += bought[order.get(i)];
      }
      if (to > from) {
        deciles.add(new Decile(to - from, sum / (to - from), actual / (to - from)));
      }
    }
    return deciles;
  }
}
