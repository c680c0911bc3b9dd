package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a line stands in a customer's history, unique for a customer: by the version of the account
 * that it made or was written at, and then by time.
 */
public record Place(long seq, Instant recordedAt, String lineId) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::seq)
          .thenComparing(Place::recordedAt)
          .thenComparing(Place::lineId);

  /** A line's. */
  public static Place of(HistoryLine line) {
    return new Place(line.seq(), line.recordedAt(), line.id());
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
