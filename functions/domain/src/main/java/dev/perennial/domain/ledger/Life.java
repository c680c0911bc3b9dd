package dev.perennial.domain.ledger;

import java.time.Instant;

/**
 * Of whom an account is. An erasure ends a customer, and who comes back under the same id is a new
 * one: the lines of before stay in the history, make nothing of the account, and nothing may refer
 * to them.
 *
 * @param since the version of the line that the life began with; 0 for the first
 * @param ended when the one before was erased: what is of that time or earlier is of nobody now
 */
public record Life(long since, Instant ended) {
  /** Of a customer who was never erased, or has not come back. */
  public static final Life FIRST = new Life(0, Instant.MIN);

  /** It outlives an erasure, so that a third life is told from the second. */
  public static final Slice<Life> SLICE =
      Slice.lasting("life", Life.class, FIRST, (mine, _) -> mine);

  /** Whether the customer came back. */
  public boolean isLater() {
    return since > 0;
  }

  /** Whether what stands at a version of the account is of an earlier life. */
  public boolean isAfter(long version) {
    return version < since;
  }

  /** A key that no earlier life has: the first life's is as it is. */
  public String key(String key) {
    var mine = "@" + since;
    return !isLater() || key.endsWith(mine) ? key : key + mine;
  }
}
