package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.Slice;

/** RFM bands, 1 (worst) to 5 (best), and the version of the boundaries that they were made by. */
public record Bands(int recency, int frequency, int monetary, String version) {
  /** The account's, as last evaluated; null before the first boundaries or the first order. */
  public static final Slice<Bands> SLICE =
      Slice.personal("bands", Bands.class, null, (one, other) -> one);

  /** Whether the bands are the same, whatever the version. */
  public boolean sameBands(Bands other) {
    return recency == other.recency && frequency == other.frequency && monetary == other.monetary;
  }
}
