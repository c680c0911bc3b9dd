package dev.perennial.domain.value;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What predictions are made by, and how good it was: stored as JSON, shown as it is. {@link
 * Predictor} predicts by it.
 *
 * @param version sorts by time, for instance {@code 2011-02}
 * @param effectiveFrom the instant from which everybody is judged by it
 * @param dataUntil the last day of the data it was fitted to
 * @param daysPerUnit 1 or 7: the unit of the parameters
 * @param customers that it was fitted to
 * @param repeaters of them, with a repeat purchase
 * @param chosen a model's name, {@code blend}, or the name of a heuristic
 * @param models what was chosen, with weights that add up to 1; empty for a heuristic
 * @param rate purchases a unit of time of everybody, which the heuristic goes by
 * @param averageOrder net spend of a purchase day of everybody, in minor units
 * @param spend order values in minor units, null when too little is known of them
 * @param valueCuts between five bands of expected spend within 365 days, in minor units, ascending;
 *     equal cuts leave a band empty
 * @param holdoutFrom the first day that what was chosen was tried on, null when nothing was
 * @param holdout errors by name, what was chosen among them
 * @param baselines errors of simple rules, by name
 * @param actualTotal purchases in the holdout
 * @param deciles calibration by tenths of customers, the least expected first
 * @param warnings what a reader must know, in whole sentences
 */
public record ModelCard(
    String version,
    Instant effectiveFrom,
    LocalDate dataUntil,
    double daysPerUnit,
    long customers,
    long repeaters,
    String chosen,
    List<Part> models,
    double rate,
    double averageOrder,
    @Nullable Spend spend,
    List<Double> valueCuts,
    @Nullable LocalDate holdoutFrom,
    SortedMap<String, HoldoutError> holdout,
    SortedMap<String, HoldoutError> baselines,
    double actualTotal,
    List<Backtest.Decile> deciles,
    List<String> warnings) {
  /** One model of the card. */
  public record Part(
      String name,
      double weight,
      SortedMap<String, Double> parameters,
      SortedMap<String, Double> standardErrors,
      double logLikelihood,
      boolean converged) {
    public Part {
      parameters = copy(parameters);
      standardErrors = copy(standardErrors);
    }

    static Part of(String name, double weight, Fit<PurchaseModel> fit) {
      return new Part(
          name,
          weight,
          fit.model().parameters(),
          fit.standardErrors(),
          fit.logLikelihood(),
          fit.converged());
    }

    Part weighing(double next) {
      return new Part(name, next, parameters, standardErrors, logLikelihood, converged);
    }

    /** The model. */
    PurchaseModel toModel() {
      var named = ModelName.parse(name);
      var p = parameters;
      return named.family() == ModelName.Family.PARETO
          ? named.with(
              parameter(p, "r"), parameter(p, "alpha"), parameter(p, "s"), parameter(p, "beta"))
          : named.with(
              parameter(p, "r"), parameter(p, "alpha"), parameter(p, "a"), parameter(p, "b"));
    }
  }

  /** Gamma-Gamma's parameters with their standard errors. */
  public record Spend(
      double p, double q, double v, SortedMap<String, Double> standardErrors, boolean converged) {
    public Spend {
      standardErrors = copy(standardErrors);
    }

    static Spend of(Fit<GammaGamma> fit) {
      var model = fit.model();
      return new Spend(model.p(), model.q(), model.v(), fit.standardErrors(), fit.converged());
    }

    /** The model. */
    GammaGamma toModel() {
      return new GammaGamma(p, q, v);
    }
  }

  public ModelCard {
    models = List.copyOf(models);
    valueCuts = List.copyOf(valueCuts);
    holdout = copy(holdout);
    baselines = copy(baselines);
    deciles = List.copyOf(deciles);
    warnings = List.copyOf(warnings);
  }

  private static <V> SortedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  private static double parameter(SortedMap<String, Double> parameters, String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the card has no parameter " + name);
    }
    return value;
  }

  /** The same with cuts of value. */
  ModelCard with(List<Double> cuts) {
    return new ModelCard(
        version,
        effectiveFrom,
        dataUntil,
        daysPerUnit,
        customers,
        repeaters,
        chosen,
        models,
        rate,
        averageOrder,
        spend,
        cuts,
        holdoutFrom,
        holdout,
        baselines,
        actualTotal,
        deciles,
        warnings);
  }
}
