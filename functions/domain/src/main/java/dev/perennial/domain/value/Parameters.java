package dev.perennial.domain.value;

/** What parameters may be. */
final class Parameters {
  private Parameters() {}

  static double check(String name, double value) {
    if (!(value >= 1e-100 && value <= 1e100)) {
      throw new IllegalArgumentException(
          "%s is %s; it must be from 1e-100 to 1e100".formatted(name, value));
    }
    return value;
  }

  /** ln(1 + e<sup>u</sup>), for any u. */
  static double logOnePlusExp(double u) {
    return u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u));
  }

  /** ln(scale / (scale + time)), right where the scale is so large that the quotient is 1. */
  static double logShare(double scale, double time) {
    return time < 1e-3 * scale ? -Math.log1p(time / scale) : Math.log(scale / (scale + time));
  }
}
