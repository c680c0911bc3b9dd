package dev.perennial.domain.programme;

import java.util.Set;

/**
 * How points are earned, kept and lost, and the tiers they lead to.
 *
 * @param earn what a purchase earns
 * @param pendingDays whole days from the purchase's day until points can be spent
 * @param validMonths points are lost at the end of the month this many after the purchase's
 * @param worth what a point is worth, in thousandths of the currency unit; 0 when nothing is said
 * @param expiryNotices so many days before points are lost an event says so; none for no events
 * @param tiers at least one
 */
public record Loyalty(
    Earn earn,
    int pendingDays,
    int validMonths,
    long worth,
    Set<Integer> expiryNotices,
    Tiers tiers) {
  public Loyalty {
    expiryNotices = Set.copyOf(expiryNotices);
  }

  /** The tier that everyone begins in. */
  public String tier() {
    return tiers.levels().getFirst().id();
  }

  /** Whether points are noted by the day of their purchase: for caps, or for tiers by points. */
  public boolean countsPointsByDay() {
    return earn.caps().day() > 0
        || earn.caps().month() > 0
        || (tiers.by() == Tiers.Measure.POINTS && tiers.levels().size() > 1);
  }
}
