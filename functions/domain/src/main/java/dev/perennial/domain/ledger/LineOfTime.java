package dev.perennial.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's history but for activities, the last first, page by page. A page reads the lines
 * that it shows, and few more, however long the history is: ledger lines by the account's {@link
 * Trail}, others in the order in which the store has them. Only what a release before wrote, which
 * kept no trail, is found among all.
 *
 * @param account of the id whose lines they are, null when there is none
 * @param life whose lines: those of an earlier one are not shown
 */
public record LineOfTime(
    HistoryStore history, String customerId, @Nullable Account account, Life life) {

  /**
   * Where a page ended.
   *
   * @param place of its last line
   * @param bearer key of the ledger line that carries the keys around it; null when the account has
   *     them
   */
  public record Cursor(Place place, @Nullable String bearer) {}

  /**
   * A page.
   *
   * @param next where the next begins, null after the last
   */
  public record Page(List<HistoryLine> lines, @Nullable Cursor next) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The lines before a place.
   *
   * @param after the end of the page before, null for the first
   * @param limit at least 1
   */
  public Page page(@Nullable Cursor after, int limit) {
    var trail = account == null ? Trail.NONE : Trail.of(account);
    var reading = new Reading(after, limit + 1);
    var known = trail.keys().isEmpty() ? Long.MAX_VALUE : trail.since();
    if (!trail.keys().isEmpty() && (after == null || after.place.seq() >= known)) {
      known = reading.along(trail);
    }
    if (reading.lacks() && known > Math.max(1, life.since())) {
      reading.amongAll(known);
    }
    return reading.page();
  }

  /** A line, with the key of the ledger line that carries its own. */
  private record Found(HistoryLine line, @Nullable String bearer) {
    private static final Comparator<Found> LAST_FIRST =
        Comparator.comparing((Found found) -> Place.of(found.line)).reversed();
  }

  /**
   * Keys that follow each other.
   *
   * @param last version of the last
   * @param bearer of the line that carries them, null when the account has them
   */
  private record Keys(List<String> all, long last, @Nullable String bearer) {
    /** Those up to a version, and at least the first, which leads to those before. */
    private List<String> upTo(long version) {
      return all.subList(0, Math.clamp(all.size() - (last - version), 1, all.size()));
    }
  }

  /** One page being read. */
  private final class Reading {
    private final @Nullable Cursor after;
    private final long newest;
    private final int wanted;
    private final List<Found> found = new ArrayList<>();

    Reading(@Nullable Cursor after, int wanted) {
      this.after = after;
      this.wanted = wanted;
      newest = after == null ? Long.MAX_VALUE : after.place.seq();
    }

    boolean lacks() {
      return found.size() < wanted;
    }

    private void add(HistoryLine line, @Nullable String bearer) {
      if ((after == null || Place.of(line).compareTo(after.place) < 0)
          && !life.isAfter(line.seq())) {
        found.add(new Found(line, bearer));
      }
    }

    /**
     * Reads stretch by stretch, from the last or from where the page before ended.
     *
     * @return the version from which all lines were looked at, unless the page is full
     */
    long along(Trail trail) {
      var keys = start(trail);
      var known = keys.last + 1;
      while (!keys.all.isEmpty() && lacks() && known > life.since()) {
        var stretch = history.stretch(customerId, keys.upTo(newest));
        for (var line : stretch.lines().reversed()) {
          add(line, keys.bearer);
        }
        known = stretch.lines().isEmpty() ? known : stretch.lines().getFirst().seq();
        keys = new Keys(stretch.before(), known - 1, keys.all.getFirst());
      }
      for (var line :
          history.besideLedger(customerId, after == null ? null : after.place, wanted)) {
        if (line.seq() >= known || known <= 1 || !lacks()) {
          add(line, null);
        }
      }
      found.sort(Found.LAST_FIRST);
      return known;
    }

    private Keys start(Trail trail) {
      var bearer = after == null ? null : after.bearer;
      if (bearer != null) {
        var of = history.stretch(customerId, List.of(bearer));
        if (!of.before().isEmpty() && of.lines().getFirst().seq() > newest) {
          return new Keys(of.before(), of.lines().getFirst().seq() - 1, bearer);
        }
      }
      return new Keys(trail.keys(), trail.last(), null);
    }

    void amongAll(long known) {
      history.between(customerId, LineId.ACTIVITIES_END, LineId.END, Integer.MAX_VALUE).stream()
          .filter(line -> line.seq() < known)
          .forEach(line -> add(line, null));
      found.sort(Found.LAST_FIRST);
    }

    Page page() {
      var shown = found.subList(0, Math.min(wanted - 1, found.size()));
      var lines = shown.stream().map(Found::line).toList();
      return new Page(lines, lacks() ? null : new Cursor(Place.of(lines.getLast()), bearer(shown)));
    }

    /** That of the last ledger line shown, or where the page began. */
    private @Nullable String bearer(List<Found> shown) {
      for (var each : shown.reversed()) {
        if (each.line.advancesAccount()) {
          return each.bearer;
        }
      }
      return after == null ? null : after.bearer;
    }
  }
}
