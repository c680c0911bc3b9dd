package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose journeys are due, found by time: who waits costs nothing meanwhile. */
public interface DueJourneys {
  /** Into how many parts customers fall, so that no part of the index is written too often. */
  int SHARDS = 8;

  /** A customer's part: it is stored, and stays what it is. */
  static int shardOf(String customerId) {
    return Math.floorMod(customerId.hashCode(), SHARDS);
  }

  /**
   * Those of a part that are due, the longest due first. A customer who was written just now may be
   * missing, or still be there.
   *
   * @param shard 0 to {@link #SHARDS} - 1
   * @param most how many at least are read, if there are so many; the rest comes next time
   */
  Found due(int shard, Instant now, int most);

  /**
   * Customers whose journeys are due.
   *
   * @param next when those of others will be; null when nobody else waits, and the past when that
   *     isn't known
   */
  record Found(List<String> customers, @Nullable Instant next) {}
}
