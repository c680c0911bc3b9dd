package dev.perennial.domain.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses by trial inside calibration: models are fitted to its first 60 % and its first 70 %, and
 * judged by the rest. The likelihood alone doesn't choose well: on CDNOW it prefers BG/NBD, whose
 * holdout error is 4 % above that of Pareto/NBD. It does choose k.
 *
 * <p>A model's loss is the mean, over both trials, of what its mean absolute error and its root
 * mean squared error are above the least. One alone misleads: the absolute error rewards whoever
 * expects too little, the squared error is a matter of a few customers. Models within 0.2 % of the
 * best are one blend.
 */
final class Choice {
  private static final double[] PARTS = {0.6, 0.7};
  private static final double AS_GOOD = 0.002;
  private static final int TRIAL_REPEATERS = 20;

  private Choice() {}

  /** Every family at its likeliest k, by name. */
  static Map<String, Fit<PurchaseModel>> candidates(Cohort cohort, double daysPerUnit) {
    var found = new LinkedHashMap<String, Fit<PurchaseModel>>();
    for (var family : ModelName.Family.values()) {
      likeliest(family, cohort, daysPerUnit).forEach(fit -> found.put(fit.model().name(), fit));
    }
    return found;
  }

  /** The family's Poisson model and, where a greater k is likelier, its regular one. */
  private static List<Fit<PurchaseModel>> likeliest(
      ModelName.Family family, Cohort cohort, double daysPerUnit) {
    var found = new ArrayList<Fit<PurchaseModel>>();
    int max = family == ModelName.Family.PARETO ? 1 : BetaGeometric.MAX_REGULAR;
    for (int k = 1; k <= max; k++) {
      if (!(Fitting.fit(new ModelName(family, k), cohort, daysPerUnit)
          instanceof Fit.Fitted<PurchaseModel>(var fit))) {
        break;
      }
      if (k > 1 && fit.logLikelihood() <= found.getLast().logLikelihood()) {
        break;
      }
      if (k > 2) {
        found.removeLast();
      }
      found.add(fit);
    }
    return found;
  }

  /** The weights of the models to use, by name. */
  static Map<String, Double> weights(
      Shoppers shoppers,
      int until,
      Map<String, Fit<PurchaseModel>> candidates,
      List<String> warnings) {
    int first = shoppers.first();
    Map<String, Double> losses = new TreeMap<>();
    int trials = 0;
    for (double part : PARTS) {
      int day = first + (int) Math.round((until - first) * part);
      var cohort = shoppers.cohort(day);
      var trial = shoppers.trial(day, until);
      double bought = 0;
      for (double each : trial.bought()) {
        bought += each;
      }
      if (day < until && cohort.repeaters() >= TRIAL_REPEATERS && bought > 0) {
        addLosses(losses, candidates, cohort, trial, shoppers.daysPerUnit());
        trials++;
      }
    }
    var weights = new TreeMap<String, Double>();
    if (trials == 0) {
      warnings.add(
          "calibration is too short to try models inside it (fewer than %d customers with repeats in"
                  .formatted(TRIAL_REPEATERS)
              + " its first 70 %, or no purchase after): all models count alike");
      candidates.keySet().forEach(name -> weights.put(name, 1.0 / candidates.size()));
      return weights;
    }
    double enough =
        losses.values().stream().mapToDouble(Double::doubleValue).min().orElse(0)
            + AS_GOOD * trials;
    var best =
        losses.entrySet().stream()
            .filter(each -> each.getValue() <= enough)
            .map(Map.Entry::getKey)
            .toList();
    best.forEach(name -> weights.put(name, 1.0 / best.size()));
    return weights;
  }

  /** The family and k stay those of the whole calibration; only the parameters are fitted anew. */
  private static void addLosses(
      Map<String, Double> losses,
      Map<String, Fit<PurchaseModel>> candidates,
      Cohort cohort,
      Shoppers.Trial trial,
      double daysPerUnit) {
    var errors = new TreeMap<String, HoldoutError>();
    for (var name : candidates.keySet()) {
      if (Fitting.fit(ModelName.parse(name), cohort, daysPerUnit)
          instanceof Fit.Fitted<PurchaseModel>(var fit)) {
        errors.put(name, HoldoutError.of(trial.expected(fit.model()), trial.bought()));
      }
    }
    double mae = errors.values().stream().mapToDouble(HoldoutError::mae).min().orElse(1);
    double rmse = errors.values().stream().mapToDouble(HoldoutError::rmse).min().orElse(1);
    errors.forEach(
        (name, error) ->
            losses.merge(name, (error.mae() / mae + error.rmse() / rmse) / 2 - 1, Double::sum));
  }
}
