package dev.perennial.domain.measure;

/** What was known of one customer before the test, in one respect. */
public sealed interface Covariate {
  /** A finite number. */
  record Figure(double value) implements Covariate {}

  /** One of a few words, such as a channel. */
  record Text(String value) implements Covariate {}

  /** Nobody knows. */
  record Missing() implements Covariate {}
}
