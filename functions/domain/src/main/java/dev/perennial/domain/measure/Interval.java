package dev.perennial.domain.measure;

/** From one figure to another; what is sought lies in it in 95 of 100 such intervals. */
public record Interval(double low, double high) {
  /** Whether 0 is in it: then no effect is shown. */
  public boolean holdsZero() {
    return low <= 0 && high >= 0;
  }
}
