package dev.perennial.domain.revisions;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.revisions.Revisions.Outcome;
import dev.perennial.domain.revisions.Revisions.Revision;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of an order that are recorded.
 *
 * @param lines by their number; 0 is the purchase itself
 */
record Versions(TreeMap<Integer, HistoryLine> lines) {
  static Versions of(HistoryLine purchase, Purchased bought, List<HistoryLine> further) {
    var lines = new TreeMap<Integer, HistoryLine>();
    lines.put(0, purchase);
    for (var line : further) {
      if (line.event() instanceof Revised revised
          && revised.purchaseId().equals(bought.purchaseId())) {
        lines.put(revised.revision(), line);
      }
    }
    return new Versions(lines);
  }

  /** What a version is if it needs no decision: recorded already, or older than what is. */
  @Nullable Outcome judge(Revision revision) {
    var digest = revision.order().digest();
    var number = revision.number();
    var asked = number == null ? null : lines.get(number);
    if (asked != null) {
      return digest(asked).equals(digest)
          ? new Outcome.Same(asked)
          : new Outcome.Different(Objects.requireNonNull(number));
    }
    if (number != null && number < lines.lastKey()) {
      return new Outcome.Outdated(lines.lastKey());
    }
    var latest = lines.lastEntry().getValue();
    return !revision.reopened() && digest(latest).equals(digest) ? new Outcome.Same(latest) : null;
  }

  /** The number that a version gets. */
  int next(Revision revision) {
    return Objects.requireNonNullElseGet(revision.number(), () -> lines.lastKey() + 1);
  }

  private static String digest(HistoryLine line) {
    return switch (line.event()) {
      case Revised revised -> revised.digest();
      case Purchased bought -> bought.digest();
      default -> "";
    };
  }
}
