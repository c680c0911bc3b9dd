package dev.perennial.domain.campaigns;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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

  /**
   * Those of which a mail log still has a mail, each at the earliest instant that it may have been:
   * how long its mail was good for may be another by now. Where mails come later than the entry
   * nothing is known of when it was.
   */
  static Entries in(MailLog mailLog, Campaign campaign) {
    var first = campaign.flow().first();
    var isMail = campaign.flow().at(first).orElse(null) instanceof Step.Email;
    var byJourney = new TreeMap<String, Entry>();
    mailLog
        .mails()
        .forEach(
            (sendId, mail) -> {
              if (mail.campaign().equals(campaign.id())) {
                var end = sendId.lastIndexOf('#');
                var id = sendId.substring(0, end);
                var isFirst = isMail && sendId.substring(end + 1).equals(first);
                var at = isFirst ? mail.expires().minus(MailLog.KEPT) : Instant.EPOCH;
                byJourney.merge(
                    id,
                    new Entry(id, at),
                    (one, other) -> one.at().isAfter(other.at()) ? one : other);
              }
            });
    return new Entries(List.copyOf(byJourney.values()));
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
      // an event that comes late may belong before another
      if (Math.abs(DAYS.between(other.at().atZone(zone).toLocalDate(), day)) < limit.days()) {
        return Optional.of("entered-recently");
      }
    }
    return others.size() >= limit.atMost() ? Optional.of("entered-enough") : Optional.empty();
  }

  /** When the days that must lie between two entries let the next be made: now or later. */
  public Instant freeFrom(Limit limit, ZoneId zone, Instant now) {
    var days = entries.stream().map(each -> each.at().atZone(zone).toLocalDate()).sorted().toList();
    var free = now.atZone(zone).toLocalDate();
    for (var day : days) {
      if (Math.abs(DAYS.between(day, free)) < limit.days()) {
        free = day.plusDays(limit.days());
      }
    }
    var from = free.atStartOfDay(zone).toInstant();
    return from.isBefore(now) ? now : from;
  }
}
