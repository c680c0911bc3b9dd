package dev.perennial.domain.value;

import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature on panels: 12 nodes each, made once by Newton's method. */
final class Quadrature {
  static final int NODES = 12;

  /** Nodes in (-1, 1). */
  static final double[] AT = new double[NODES];

  /** Weights, which add up to 2. */
  static final double[] WEIGHT = new double[NODES];

  static {
    for (int i = 0; i < NODES; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
      double slope = 0;
      for (int step = 0; step < 20; step++) {
        double before = 0;
        double here = 1;
        for (int n = 0; n < NODES; n++) {
          double next = ((2 * n + 1) * x * here - n * before) / (n + 1);
          before = here;
          here = next;
        }
        slope = NODES * (x * here - before) / (x * x - 1);
        x -= here / slope;
      }
      AT[i] = x;
      WEIGHT[i] = 2 / ((1 - x * x) * slope * slope);
    }
  }

  private Quadrature() {}

  /** The integral from one bound to the other, by equal panels. */
  static double integrate(DoubleUnaryOperator of, double from, double to, int panels) {
    double half = (to - from) / (2 * panels);
    double sum = 0;
    for (int panel = 0; panel < panels; panel++) {
      double middle = from + half * (2 * panel + 1);
      for (int i = 0; i < NODES; i++) {
        sum += WEIGHT[i] * of.applyAsDouble(middle + half * AT[i]);
      }
    }
    return sum * half;
  }
}
