package dev.perennial.domain.measure;

import dev.perennial.domain.value.Cholesky;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Linear regression that shrinks what few rows say: Hoerl &amp; Kennard 1970. Numbers are by their
 * standard deviation, so that the penalty is as many rows more in which a covariate is of no
 * effect; the intercept has none.
 */
final class Ridge {
  /** In rows. */
  private static final double PENALTY = 100;

  private final Covariates covariates;
  private final int[] rows;
  private final Cholesky factor;

  Ridge(Covariates covariates, int[] rows) {
    this.covariates = covariates;
    this.rows = rows;
    int size = covariates.width() + 1;
    double[][] products = new double[size][size];
    double[] row = new double[size - 1];
    for (int each : rows) {
      covariates.expand(each, row);
      products[0][0]++;
      for (int i = 1; i < size; i++) {
        double value = row[i - 1];
        if (value == 0) {
          continue;
        }
        products[i][0] += value;
        for (int j = 1; j <= i; j++) {
          products[i][j] += value * row[j - 1];
        }
      }
    }
    for (int i = 1; i < size; i++) {
      products[i][i] += PENALTY;
    }
    var all = IntStream.range(0, size).toArray();
    factor = Objects.requireNonNull(Cholesky.of(products, all), "a penalty makes it definite");
  }

  /** The intercept, and a coefficient for each figure of a row. */
  double[] fit(double[] outcomes) {
    double[] right = new double[covariates.width() + 1];
    double[] row = new double[right.length - 1];
    for (int each : rows) {
      covariates.expand(each, row);
      right[0] += outcomes[each];
      for (int i = 1; i < right.length; i++) {
        right[i] += row[i - 1] * outcomes[each];
      }
    }
    return factor.solve(right);
  }

  /** What rows are expected to have. */
  static double[] predict(Covariates covariates, double[] coefficients, int[] rows) {
    double[] row = new double[covariates.width()];
    return Arrays.stream(rows)
        .mapToDouble(
            each -> {
              covariates.expand(each, row);
              double sum = coefficients[0];
              for (int i = 0; i < row.length; i++) {
                sum += coefficients[i + 1] * row[i];
              }
              return sum;
            })
        .toArray();
  }
}
