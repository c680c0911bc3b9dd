package dev.perennial.domain.campaigns;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign is measured: said before the test begins, since whoever stops when he likes what
 * he sees finds effects where there are none.
 *
 * @param window days over which a customer's outcome is counted, that of the assignment the first
 * @param weeks how long customers enter the test; after each a look is taken at those whose window
 *     is over
 * @param customers with so many whose window is over the test ends before that; 0 for never
 * @param begins who enters before that day is in no test; null for whoever enters
 */
public record TestPlan(int window, int weeks, int customers, @Nullable LocalDate begins) {
  /** What holds where a file says nothing: a year of entries, and four weeks for each. */
  public static final TestPlan DEFAULT = new TestPlan(28, 52, 0, null);

  /** The longest window, in days. */
  public static final int MAX_WINDOW = 90;

  /** The longest test, in weeks of entries. */
  public static final int MAX_WEEKS = 52;

  /** Weeks and window together, in days: an account knows no more days as days. */
  public static final int MAX_DAYS = 392;

  /** The most that may be planned. */
  public static final int MAX_CUSTOMERS = 100_000_000;

  /** The fewest of which an interval says anything. */
  public static final int MIN_CUSTOMERS = 100;

  /** The plan as a text: the same in every release. */
  String text() {
    return "%d %d %d %s".formatted(window, weeks, customers, begins == null ? "" : begins);
  }

  /** From the first entry until the last window is over, in days. */
  public int days() {
    return 7 * weeks + window;
  }
}
