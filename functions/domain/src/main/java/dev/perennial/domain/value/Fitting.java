package dev.perennial.domain.value;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fits models by maximum likelihood. Several starts climb on a sample of the rows; the best goes on
 * with all of them.
 */
public final class Fitting {
  private static final int BETA_GEOMETRIC_SAMPLE = 16_384;
  private static final int PARETO_SAMPLE = 4_096;

  /** Logs of shapes are searched from minus this to this: beyond, models are their limits. */
  private static final double WIDE = 12;

  /** Logs of scales are searched so far around the data's: a shape at its bound needs its scale. */
  private static final double WIDER = 20;

  /** A parameter whose log has a greater standard error isn't determined. */
  private static final double UNDETERMINED = 3;

  private static final int FEW_REPEATERS = 30;

  private Fitting() {}

  /**
   * Fits a purchase model.
   *
   * @param daysPerUnit of the cohort
   */
  public static Fit.Outcome<PurchaseModel> fit(ModelName name, Cohort cohort, double daysPerUnit) {
    if (cohort.customers() == 0) {
      return new Fit.Unfit<>("there are no customers to fit");
    }
    double repeats = cohort.repeats();
    if (repeats == 0) {
      return new Fit.Unfit<>(
          "none of %d customers bought a second time: there is nothing to learn a rhythm from"
              .formatted(cohort.customers()));
    }
    var scale = Math.max(cohort.meanAge(), 1e-6);
    var pareto = name.family() == ModelName.Family.PARETO;
    double ticks = Math.log(scale * cohort.customers / (name.k() * repeats)); // between two
    double mean = Math.log(scale);
    double[] lower = {-WIDE, mean - WIDER, -WIDE, pareto ? mean - WIDER : -WIDE};
    double[] upper = {WIDE, mean + WIDER, WIDE, pareto ? mean + WIDER : WIDE};
    double[][] starts =
        pareto
            ? new double[][] {
              {-0.7, ticks - 0.7, -0.5, mean - 0.7},
              {0.7, ticks + 0.7, -1.5, mean + 1},
              {-1.5, ticks - 1.5, 0.7, mean + 1.5}
            }
            : new double[][] {
              {-0.7, ticks - 0.7, -0.2, 0.9},
              {0.7, ticks + 0.7, -2, 2},
              {-1.5, ticks - 1.5, 0.7, 0.7}
            };
    var sample = cohort.sample(pareto ? PARETO_SAMPLE : BETA_GEOMETRIC_SAMPLE, daysPerUnit);
    var first = new Maximizer(likelihood(name, sample), lower, upper).best(starts);
    var likelihood = likelihood(name, cohort);
    var best =
        sample.rows() == cohort.rows()
            ? first
            : new Maximizer(likelihood, lower, upper).from(first.logs(), first.information());
    var p = best.parameters();
    var warnings = new ArrayList<String>();
    var errors = errors(best, likelihood, warnings);
    if (cohort.repeaters() < FEW_REPEATERS) {
      warnings.add(
          "only %d customers bought again; below %d the parameters say little"
              .formatted(cohort.repeaters(), FEW_REPEATERS));
    }
    boundary(name, p, mean, warnings);
    var model = name.with(p[0], p[1], p[2], p[3]);
    return new Fit.Fitted<>(
        new Fit<>(
            model, errors, best.logLikelihood(), cohort.customers(), best.converged(), warnings));
  }

  /** The likeliest of a family's models for any k: k grows as long as the likelihood does. */
  public static Fit.Outcome<PurchaseModel> likeliest(
      ModelName.Family family, Cohort cohort, double daysPerUnit) {
    var best = fit(new ModelName(family, 1), cohort, daysPerUnit);
    for (int k = 2; k <= BetaGeometric.MAX_REGULAR && family != ModelName.Family.PARETO; k++) {
      if (!(best instanceof Fit.Fitted<PurchaseModel>(var before)
          && fit(new ModelName(family, k), cohort, daysPerUnit)
              instanceof Fit.Fitted<PurchaseModel>(var next)
          && next.logLikelihood() > before.logLikelihood())) {
        return best;
      }
      best = new Fit.Fitted<>(next);
    }
    return best;
  }

  private static Likelihood likelihood(ModelName name, Cohort cohort) {
    return name.family() == ModelName.Family.PARETO
        ? new ParetoLikelihood(cohort)
        : new BetaGeometricLikelihood(cohort, name.k(), name.family() == ModelName.Family.MBG);
  }

  /** Fits what an order is worth. */
  public static Fit.Outcome<GammaGamma> fit(Spending spending) {
    if (spending.customers() > 0 && !(spending.mean() >= 1e-9 && spending.mean() <= 1e15)) {
      return new Fit.Unfit<>(
          "an order is worth %s on average; that must be from 1e-9 to 1e15: choose another unit"
              .formatted(spending.mean()));
    }
    if (spending.customers() == 0) {
      return new Fit.Unfit<>(
          "no customer has a repeat purchase with an amount above 0: there is nothing to learn"
              + " order values from");
    }
    double mean = Math.log(spending.mean());
    double[] lower = {-WIDE, -WIDE, mean - WIDER};
    double[] upper = {WIDE, WIDE, mean + WIDER};
    double[][] starts = {{1.5, 1.3, mean - 0.7}, {0, 0.7, mean}, {2.5, 2.5, mean}};
    var best = new Maximizer(spending, lower, upper).best(starts);
    var p = best.parameters();
    var warnings = new ArrayList<String>();
    var errors = errors(best, spending, warnings);
    var model = new GammaGamma(p[0], p[1], p[2]);
    if (!model.hasMean()) {
      warnings.add(
          "q is %.3g, not above 1: the expected order value of a customer without repeats is infinite"
              .formatted(p[1]));
    }
    return new Fit.Fitted<>(
        new Fit<>(
            model,
            errors,
            best.logLikelihood(),
            Math.round(spending.customers()),
            best.converged(),
            warnings));
  }

  private static SortedMap<String, Double> errors(
      Optimum best, Likelihood likelihood, List<String> warnings) {
    var names = likelihood.names();
    var errors = new TreeMap<String, Double>();
    var free = best.free();
    var factor = Cholesky.of(best.information(), free);
    if (factor != null) {
      for (int i = 0; i < free.length; i++) {
        double ofLog = Math.sqrt(factor.inverse(i) / likelihood.customers());
        if (ofLog < UNDETERMINED) {
          errors.put(names[free[i]], ofLog * best.parameters()[free[i]]);
        }
      }
    }
    var unknown = new ArrayList<String>();
    for (var name : names) {
      if (!errors.containsKey(name)) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      warnings.add(
          "the data don't determine %s: the likelihood is flat there, at a boundary of the model"
              .formatted(String.join(", ", unknown)));
    }
    if (!best.converged()) {
      warnings.add("the maximum was not found to within 1e-6 of the log-likelihood");
    }
    return errors;
  }

  private static void boundary(ModelName name, double[] p, double scale, List<String> warnings) {
    double leaves =
        name.family() == ModelName.Family.PARETO
            ? p[2] * Math.exp(scale) / p[3]
            : p[2] / (p[2] + p[3]);
    if (leaves < 0.001) {
      warnings.add(
          "dropout collapses to 0: the data look as if nobody ever left, and only r and alpha"
              + " count");
    }
    if (p[0] > 1000) {
      warnings.add("r is above 1000: customers look all alike");
    }
  }
}
