package dev.perennial.domain.measure;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Where scores stand among each other. */
final class Ranks {
  private Ranks() {}

  /**
   * For each score, from ½ for the highest to −½ for the lowest; equal scores have equal weights,
   * as if they were put in a random order.
   */
  static double[] weights(double[] scores) {
    var order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] weights = new double[scores.length];
    int first = 0;
    while (first < order.length) {
      int next = first + 1;
      while (next < order.length && scores[order[next]] == scores[order[first]]) {
        next++;
      }
      double rank = (first + next) / 2.0 / order.length;
      for (int i = first; i < next; i++) {
        weights[order[i]] = 0.5 - rank;
      }
      first = next;
    }
    return weights;
  }
}
