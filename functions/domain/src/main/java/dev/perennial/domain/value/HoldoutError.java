package dev.perennial.domain.value;

import org.jspecify.annotations.Nullable;

/**
 * How far predictions were from what happened, over customers.
 *
 * @param mae mean absolute error, in purchases
 * @param rmse root of the mean squared error, in purchases
 * @param correlation Pearson's, between prediction and purchases; null when one of them is the same
 *     for all
 * @param total predicted purchases of all
 */
public record HoldoutError(double mae, double rmse, @Nullable Double correlation, double total) {
  static HoldoutError of(double[] expected, double[] bought) {
    int n = expected.length;
    double absolute = 0;
    double squared = 0;
    double total = 0;
    double actual = 0;
    for (int i = 0; i < n; i++) {
      double error = expected[i] - bought[i];
      absolute += Math.abs(error);
      squared += error * error;
      total += expected[i];
      actual += bought[i];
    }
    double both = 0;
    double ofExpected = 0;
    double ofBought = 0;
    for (int i = 0; i < n; i++) {
      double x = expected[i] - total / n;
      double y = bought[i] - actual / n;
      both += x * y;
      ofExpected += x * x;
      ofBought += y * y;
    }
    double scale = Math.sqrt(ofExpected) * Math.sqrt(ofBought);
    boolean varies = ofExpected > 1e-18 * n && ofBought > 0;
    return new HoldoutError(
        absolute / n, Math.sqrt(squared / n), varies ? both / scale : null, total);
  }
}
