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
   * Ledger lines by their keys.
   *
   * @param lineIds in the order of their versions, 1 to 100; what is not there is left out
   */
  Stretch stretch(String customerId, List<String> lineIds);

  /**
   * Some of the lines that made no version of the account, but for activities: the last first.
   *
   * @param before the place that those lie before, null for the last of all
   * @param max at least 1
   */
  List<HistoryLine> besideLedger(String customerId, @Nullable Place before, int max);

  /**
   * Ledger lines that follow each other.
   *
   * @param lines in the order of their versions
   * @param before the keys of those before them, which the first of them carries; empty when none
   *     are known
   */
  record Stretch(List<HistoryLine> lines, List<String> before) {
    public Stretch {
      lines = List.copyOf(lines);
      before = List.copyOf(before);
    }
  }

  /**
   * Puts a line that stands alone, unless its key is taken.
   *
   * @param expires when it may be forgotten, null for never
   * @return false when the key was taken, or a transaction is just taking it; nothing was written
   */
  boolean putNew(HistoryLine line, @Nullable Instant expires);

  /**
   * Puts a line that stands alone, or an answer of who was erased, over what was there; what it
   * carried of lines before it is lost.
   */
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
