package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history lines, read and written one by one; ledger lines go through CustomerStore.write. */
public interface HistoryStore {
  /** The line with a key, if there is one. */
  Optional<HistoryLine> find(String customerId, String lineId);

  /** All lines of a customer whose key begins with a text, in the order of the keys. */
  List<HistoryLine> startingWith(String customerId, String prefix);

  /**
   * The first lines of a customer whose keys lie between two, both of them included.
   *
   * @param max at least 1; no more are read
   */
  List<HistoryLine> between(String customerId, String first, String last, int max);

  /**
   * Puts a line that stands alone, unless its key is taken.
   *
   * @param expires when it may be forgotten, null for never
   * @return false when the key was taken, or a transaction is just taking it; nothing was written
   */
  boolean putNew(HistoryLine line, @Nullable Instant expires);

  /** Puts a line that stands alone, over what was there. */
  void replace(HistoryLine line, @Nullable Instant expires);

  /**
   * Deletes lines of a customer whose key begins with a text: never those of the ledger. One call
   * deletes some hundreds at most, and fewer when the table is busy.
   *
   * @param version of the account, past which lines are another's who came back under the same id
   * @return whether none is left; if not, the same call again deletes more
   */
  boolean forget(String customerId, String prefix, long version);
}
