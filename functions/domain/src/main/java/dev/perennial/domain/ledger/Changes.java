package dev.perennial.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line changed, as campaigns trigger on it.
 *
 * @param segmentsEntered ids, sorted
 * @param segmentsLeft ids, sorted
 * @param tier null when it stayed
 * @param points points gained or lost, pending ones and debt included
 */
public record Changes(
    List<String> segmentsEntered, List<String> segmentsLeft, @Nullable TierMove tier, long points) {
  /** Nothing changed. */
  public static final Changes NONE = new Changes(List.of(), List.of(), null, 0);

  /** From one tier to another, up or down. */
  public record TierMove(String from, String to) {}

  public Changes {
    segmentsEntered = List.copyOf(segmentsEntered);
    segmentsLeft = List.copyOf(segmentsLeft);
  }

  /** How two judgements of an account differ, and the points that came or went. */
  public static Changes between(Account before, Account after, long points) {
    var entered = new ArrayList<>(after.segments());
    entered.removeAll(before.segments());
    var left = new ArrayList<>(before.segments());
    left.removeAll(after.segments());
    var stayed = before.tier().equals(after.tier());
    var tier = stayed ? null : new TierMove(before.tier(), after.tier());
    return new Changes(entered, left, tier, points);
  }

  /** Whether nothing changed. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** How many segments were entered or left. */
  public int moves() {
    return segmentsEntered.size() + segmentsLeft.size();
  }
}
