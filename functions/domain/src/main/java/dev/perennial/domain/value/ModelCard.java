package dev.perennial.domain.value;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What predictions are made by, and how good it was: stored as JSON by {@code domain.json}, shown
 * as it is. Predictions are pure functions of a card, a summary and a time.
 *
 * @param version sorts by time
 * @param madeOn the day on which it was made
 * @param dataUntil the last day of the data it was fitted to
 * @param daysPerUnit 1 or 7: the unit of the parameters
 * @param customers that it was fitted to
 * @param chosen a model's name, {@code blend}, or the name of a heuristic
 * @param models what was chosen, with weights that add up to 1; empty for a heuristic
 * @param rate purchases a unit of time of everybody, which the heuristic goes by
 * @param spend order values, null when amounts aren't known
 * @param holdout errors by name, what was chosen among them
 * @param baselines errors of simple rules, by name
 * @param actualTotal purchases in the holdout
 * @param deciles calibration by tenths of customers, the least expected first
 */
public record ModelCard(
    String version,
    LocalDate madeOn,
    LocalDate dataUntil,
    double daysPerUnit,
    long customers,
    String chosen,
    List<Part> models,
    double rate,
    @Nullable Spend spend,
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

    /** The model. */
    public PurchaseModel toModel() {
      var named = ModelName.parse(name);
      var p = parameters;
      return named.family() == ModelName.Family.PARETO
          ? named.with(of(p, "r"), of(p, "alpha"), of(p, "s"), of(p, "beta"))
          : named.with(of(p, "r"), of(p, "alpha"), of(p, "a"), of(p, "b"));
    }
  }

  /** Gamma-Gamma's parameters with their standard errors. */
  public record Spend(
      double p, double q, double v, SortedMap<String, Double> standardErrors, boolean converged) {
    public Spend {
      standardErrors = copy(standardErrors);
    }

    /** The model. */
    public GammaGamma toModel() {
      return new GammaGamma(p, q, v);
    }
  }

  public ModelCard {
    models = List.copyOf(models);
    holdout = copy(holdout);
    baselines = copy(baselines);
    deciles = List.copyOf(deciles);
    warnings = List.copyOf(warnings);
  }

  private static <V> SortedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  private static double of(SortedMap<String, Double> parameters, String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the card has no parameter " + name);
    }
    return value;
  }

  /** The expected purchases within t units of time. */
  public double expected(Summary customer, double t) {
    if (models.isEmpty()) {
      return Backtest.shrunkRate(customer, rate) * PurchaseModel.horizon(t);
    }
    double sum = 0;
    for (var part : models) {
      sum += part.weight * part.toModel().expected(customer, t);
    }
    return sum;
  }

  /** The probability that the customer still buys; 1 by the heuristic, which knows no leaving. */
  public double alive(Summary customer) {
    if (models.isEmpty()) {
      return 1;
    }
    double sum = 0;
    for (var part : models) {
      sum += part.weight * part.toModel().alive(customer);
    }
    return sum;
  }

  /**
   * Days until the next order is overdue: until nine of ten gaps of this customer's rhythm would
   * have ended. Below 0 when it is overdue already.
   *
   * @return null by the heuristic
   */
  public @Nullable Double daysUntilOverdue(Summary customer) {
    if (models.isEmpty()) {
      return null;
    }
    double gap = 0;
    for (var part : models) {
      gap += part.weight * part.toModel().overdueAfter(customer, 0.9);
    }
    return (gap - (customer.age() - customer.recency())) * daysPerUnit;
  }

  /**
   * The value of the customer's orders within some months, each month discounted at its end.
   *
   * @param mean of the customer's repeat orders, in the major unit; not looked at without repeats
   * @param rate of discount a month, for instance 0.01
   * @return null when order values aren't known
   */
  public @Nullable Double lifetimeValue(Summary customer, double mean, int months, double rate) {
    if (spend == null || spend.p() * customer.x() + spend.q() <= 1) {
      return null;
    }
    double month = 365.25 / 12 / daysPerUnit;
    return spend.toModel().expected(customer.x(), mean)
        * LifetimeValue.discounted(t -> expected(customer, t), months, month, rate);
  }

  /** The card of a backtest. */
  public static ModelCard of(
      Backtest test,
      Cohort cohort,
      @Nullable Fit<GammaGamma> spend,
      String version,
      LocalDate madeOn,
      LocalDate dataUntil,
      double daysPerUnit) {
    var parts =
        test.weights().entrySet().stream()
            .map(
                each -> {
                  var fit = test.fits().get(each.getKey());
                  if (fit == null) {
                    throw new IllegalArgumentException(each.getKey() + " was not fitted");
                  }
                  return new Part(
                      each.getKey(),
                      each.getValue(),
                      fit.model().parameters(),
                      fit.standardErrors(),
                      fit.logLikelihood(),
                      fit.converged());
                })
            .toList();
    double time = cohort.meanAge() * cohort.customers();
    return new ModelCard(
        version,
        madeOn,
        dataUntil,
        daysPerUnit,
        cohort.customers(),
        test.chosen(),
        parts,
        time > 0 ? cohort.repeats() / time : 0,
        spend == null
            ? null
            : new Spend(
                spend.model().p(),
                spend.model().q(),
                spend.model().v(),
                spend.standardErrors(),
                spend.converged()),
        copy(test.models()),
        copy(test.baselines()),
        test.actualTotal(),
        test.deciles(),
        test.warnings());
  }
}
