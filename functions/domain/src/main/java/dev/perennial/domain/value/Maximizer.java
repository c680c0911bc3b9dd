package dev.perennial.domain.value;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood over the logs of positive parameters, within bounds: BFGS with Powell's
 * damping and projection (Nocedal &amp; Wright, 2006, chapters 6, 16 and 18), then Newton's method
 * from differences of the gradient, whose matrix is the observed information.
 */
final class Maximizer {
  private static final int MAX_STEPS = 400;

  /** In logs: a parameter changes by a factor of at most 4.5 in a step. */
  private static final double LONGEST = 1.5;

  /** What a whole likelihood may still lack. */
  private static final double GAIN = 1e-6;

  private final Likelihood likelihood;
  private final double[] lower;
  private final double[] upper;
  private final int n;

  /**
   * @param lower bounds of the logs
   * @param upper bounds of the logs
   */
  Maximizer(Likelihood likelihood, double[] lower, double[] upper) {
    this.likelihood = likelihood;
    this.lower = lower;
    this.upper = upper;
    this.n = lower.length;
  }

  /** Minus the mean log-likelihood and its slopes at a point. */
  private final class Point {
    private final double[] logs;
    private final double[] slope = new double[n];
    private final double value;

    Point(double[] logs) {
      this.logs = logs;
      double[] natural = new double[n];
      for (int i = 0; i < n; i++) {
        natural[i] = Math.exp(logs[i]);
      }
      double mean = -likelihood.at(natural, slope) / likelihood.customers();
      boolean sound = !Double.isNaN(mean);
      for (int i = 0; i < n; i++) {
        slope[i] *= -natural[i] / likelihood.customers();
        sound &= Double.isFinite(slope[i]);
      }
      value = sound ? mean : Double.POSITIVE_INFINITY;
    }

    /** Parameters that may move downhill. */
    int[] free() {
      return IntStream.range(0, n)
          .filter(
              i ->
                  !(logs[i] <= lower[i] && slope[i] >= 0)
                      && !(logs[i] >= upper[i] && slope[i] <= 0))
          .toArray();
    }

    double[] downhill(int[] of) {
      return Arrays.stream(of).mapToDouble(i -> -slope[i]).toArray();
    }

    Point moved(double[] direction, double by) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        next[i] = Math.clamp(logs[i] + by * direction[i], lower[i], upper[i]);
      }
      return new Point(next);
    }
  }

  /**
   * Climbs from a start.
   *
   * @param curvature a first guess of the second derivatives, the identity when nothing is known
   */
  Optimum from(double[] start, double[][] curvature) {
    double[] inside = new double[n];
    for (int i = 0; i < n; i++) {
      inside[i] = Math.clamp(start[i], lower[i], upper[i]);
    }
    return polished(climbed(new Point(inside), curvature));
  }

  /** The best of several starts. */
  Optimum best(double[][] starts) {
    return Arrays.stream(starts)
        .map(start -> from(start, identity(n)))
        .reduce((one, other) -> other.logLikelihood() > one.logLikelihood() ? other : one)
        .orElseThrow();
  }

  static double[][] identity(int n) {
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      matrix[i][i] = 1;
    }
    return matrix;
  }

  private Point climbed(Point start, double[][] curvature) {
    double[][] matrix = Arrays.stream(curvature).map(double[]::clone).toArray(double[][]::new);
    var here = start;
    int still = 0;
    for (int step = 0; step < MAX_STEPS && still < 3; step++) {
      int[] free = here.free();
      double[] direction = direction(here, free, matrix);
      double descent = 0;
      for (int i = 0; i < n; i++) {
        descent += direction[i] * here.slope[i];
      }
      if (-descent * likelihood.customers() < GAIN * 1e-4) {
        return here;
      }
      var next = searched(here, direction);
      if (next == null) {
        return here;
      }
      still = (here.value - next.value) * likelihood.customers() < GAIN * 1e-3 ? still + 1 : 0;
      update(matrix, here, next);
      here = next;
    }
    return here;
  }

  private double[] direction(Point here, int[] free, double[][] matrix) {
    double[] right = here.downhill(free);
    var factor = Cholesky.of(matrix, free);
    double[] solved = factor == null ? right : factor.solve(right);
    double[] direction = new double[n];
    double longest = 0;
    for (int i = 0; i < free.length; i++) {
      direction[free[i]] = solved[i];
      longest = Math.max(longest, Math.abs(solved[i]));
    }
    if (longest > LONGEST) {
      for (int i = 0; i < n; i++) {
        direction[i] *= LONGEST / longest;
      }
    }
    return direction;
  }

  private @Nullable Point searched(Point here, double[] direction) {
    double by = 1;
    for (int tries = 0; tries < 40; tries++) {
      var next = here.moved(direction, by);
      double promised = 0;
      for (int i = 0; i < n; i++) {
        promised += here.slope[i] * (next.logs[i] - here.logs[i]);
      }
      if (next.value <= here.value + 1e-4 * promised && next.value < here.value) {
        return next;
      }
      by /= tries < 3 ? 2 : 5;
    }
    return null;
  }

  /** Powell's damped update keeps the matrix positive definite. */
  private void update(double[][] matrix, Point here, Point next) {
    double[] moved = new double[n];
    double[] bent = new double[n];
    double[] old = new double[n];
    double curve = 0;
    double oldCurve = 0;
    for (int i = 0; i < n; i++) {
      moved[i] = next.logs[i] - here.logs[i];
      bent[i] = next.slope[i] - here.slope[i];
      curve += moved[i] * bent[i];
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        old[i] += matrix[i][j] * moved[j];
      }
      oldCurve += moved[i] * old[i];
    }
    if (!(oldCurve > 0)) {
      return;
    }
    double mix = curve >= 0.2 * oldCurve ? 1 : 0.8 * oldCurve / (oldCurve - curve);
    double mixed = mix * curve + (1 - mix) * oldCurve;
    for (int i = 0; i < n; i++) {
      bent[i] = mix * bent[i] + (1 - mix) * old[i];
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] += bent[i] * bent[j] / mixed - old[i] * old[j] / oldCurve;
      }
    }
  }

  private Optimum polished(Point climbed) {
    var here = climbed;
    double[][] information = information(here);
    boolean converged = false;
    for (int step = 0; step < 8 && !converged; step++) {
      int[] free = here.free();
      var factor = Cholesky.of(information, free);
      if (factor == null) {
        // a ridge: nothing is to be gained where the slope itself is nothing
        double steepest = 0;
        for (int i : free) {
          steepest = Math.max(steepest, Math.abs(here.slope[i]));
        }
        converged = steepest * likelihood.customers() < GAIN * 100;
        break;
      }
      double[] right = here.downhill(free);
      double[] solved = factor.solve(right);
      double gain = 0;
      double longest = 0;
      double[] direction = new double[n];
      for (int i = 0; i < free.length; i++) {
        gain += solved[i] * right[i] / 2;
        longest = Math.max(longest, Math.abs(solved[i]));
        direction[free[i]] = solved[i];
      }
      if (gain * likelihood.customers() < GAIN * 1e-3) {
        converged = true;
      }
      var next = here.moved(direction, longest > LONGEST ? LONGEST / longest : 1);
      if (!(next.value <= here.value)) {
        // where the gradient's own noise promises more than rounding keeps, shorter steps tell
        converged |= gain * likelihood.customers() < GAIN * 1e3 && !gains(here, direction);
        break;
      }
      here = next;
      if (!converged && longest > 1e-3) {
        information = information(here);
      }
    }
    return new Optimum(
        here.logs, -here.value * likelihood.customers(), information, here.free(), converged);
  }

  /** Whether any step in a direction makes the data likelier by more than is looked for. */
  private boolean gains(Point here, double[] direction) {
    for (double by = 1; by > 1e-3; by /= 4) {
      if ((here.value - here.moved(direction, by).value) * likelihood.customers() > GAIN) {
        return true;
      }
    }
    return false;
  }

  /** Second derivatives of the mean by central differences of the gradient, right to 1e-7. */
  private double[][] information(Point here) {
    double[][] matrix = new double[n][n];
    double width = 1e-4;
    for (int i = 0; i < n; i++) {
      double[] up = here.logs.clone();
      double[] down = here.logs.clone();
      up[i] += width;
      down[i] -= width;
      double[] above = new Point(up).slope;
      double[] below = new Point(down).slope;
      for (int j = 0; j < n; j++) {
        matrix[i][j] += (above[j] - below[j]) / (4 * width);
        matrix[j][i] += (above[j] - below[j]) / (4 * width);
      }
    }
    return matrix;
  }
}
