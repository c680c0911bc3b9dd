package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.ledger.HistoryLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A customer's entries into one campaign, of all releases: what limits are counted on. */
public final class Entries {
  /** Of a customer who never entered, or of a campaign that counts none. */
  public static final Entries NONE = new Entries(List.of());

  private final List<Entry> entries;

  private Entries(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Those that the lines of a campaign remember. */
  public static Entries of(List<HistoryLine> lines) {
    var entries = new ArrayList<Entry>();
    for (var line : lines) {
      if (line.event() instanceof Entered entered) {
        entries.add(new Entry(entered.entry(), line.at()));
      }
    }
    return new Entries(entries);
  }

  /** The entry of an instant under its number: that of before, if it was made before. */
  Entry numbered(Instant at) {
    for (var each : entries) {
      if (each.at().equals(at)) {
        return each;
      }
    }
    return new Entry(Integer.toString(entries.size() + 1), at);
  }

  /**
   * Why another entry would be one too many.
   *
   * @return {@code entered-recently} or {@code entered-enough}; empty when it may be
   */
  Optional<String> forbidden(Entry entry, Limit limit, ZoneId zone) {
    var others = entries.stream().filter(each -> !each.key().equals(entry.key())).toList();
    var day = entry.at().atZone(zone).toLocalDate();
    for (var other : others) {
      if (other.at().atZone(zone).toLocalDate().plusDays(limit.days()).isAfter(day)) {
        return Optional.of("entered-recently");
      }
    }
    return others.size() >= limit.atMost() ? Optional.of("entered-enough") : Optional.empty();
  }
}
