package dev.perennial.domain.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What a line changed, as campaigns trigger on it.
 *
 * @param segmentsEntered ids, sorted
 * @param segmentsLeft ids, sorted
 * @param points points gained or lost, pending ones and debt included
 */
public record Changes(List<String> segmentsEntered, List<String> segmentsLeft, long points) {
  /** Nothing changed. */
  public static final Changes NONE = new Changes(List.of(), List.of(), 0);

  public Changes {
    segmentsEntered = List.copyOf(segmentsEntered);
    segmentsLeft = List.copyOf(segmentsLeft);
  }

  /** The difference between two lists of segments, and the points that came or went. */
  public static Changes between(List<String> before, List<String> after, long points) {
    var entered = new ArrayList<>(after);
    entered.removeAll(before);
    var left = new ArrayList<>(before);
    left.removeAll(after);
    return new Changes(entered, left, points);
  }

  /** How many segments were entered or left. */
  public int moves() {
    return segmentsEntered.size() + segmentsLeft.size();
  }
}
