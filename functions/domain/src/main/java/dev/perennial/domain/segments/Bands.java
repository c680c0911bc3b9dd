package dev.perennial.domain.segments;

/** RFM bands, 1 (worst) to 5 (best), and the version of the boundaries that they were judged by. */
public record Bands(int recency, int frequency, int monetary, String version) {
  /** Whether the bands are the same, whatever the version. */
  public boolean sameBands(Bands other) {
    return recency == other.recency && frequency == other.frequency && monetary == other.monetary;
  }
}
