package dev.perennial.domain.value;

import org.jspecify.annotations.Nullable;

/** Solves small symmetric systems, or says that they are not positive definite. */
public final class Cholesky {
  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /** The factor of a matrix's part, or null when that is not positive definite. */
  public static @Nullable Cholesky of(double[][] matrix, int[] part) {
    int n = part.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[part[i]][part[j]];
        for (int m = 0; m < j; m++) {
          sum -= lower[i][m] * lower[j][m];
        }
        if (i == j) {
          if (!(sum > 1e-14 * Math.abs(matrix[part[i]][part[i]]) && sum > 0)) {
            return null;
          }
          lower[i][i] = Math.sqrt(sum);
        } else {
          lower[i][j] = sum / lower[j][j];
        }
      }
    }
    return new Cholesky(lower);
  }

  /** The solution for a right side of the part's length. */
  public double[] solve(double[] right) {
    int n = lower.length;
    double[] solution = right.clone();
    for (int i = 0; i < n; i++) {
      for (int m = 0; m < i; m++) {
        solution[i] -= lower[i][m] * solution[m];
      }
      solution[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int m = i + 1; m < n; m++) {
        solution[i] -= lower[m][i] * solution[m];
      }
      solution[i] /= lower[i][i];
    }
    return solution;
  }

  /** A diagonal element of the inverse. */
  public double inverse(int i) {
    double[] unit = new double[lower.length];
    unit[i] = 1;
    return solve(unit)[i];
  }
}
