package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Trigger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which campaigns begin by themselves at which instants: each by the files that hold then. A time
 * that a change of clocks leaves out is moved on by as much; one that comes twice is the first.
 */
public final class Timetable {
  /** Longer than any change of clocks. */
  private static final int HOURS = 3;

  private final List<InForce> versions;

  /**
   * The campaigns of a version of the programme.
   *
   * @param from since when it holds
   * @param zone the shop's
   */
  public record InForce(Instant from, CampaignSet campaigns, ZoneId zone) {}

  /**
   * @param versions all there are, in the order in which they were applied: of two that hold, the
   *     later one does
   */
  public Timetable(List<InForce> versions) {
    this.versions = List.copyOf(versions);
  }

  /** Of campaigns that hold whenever it is asked. */
  public static Timetable of(CampaignSet campaigns, ZoneId zone) {
    return new Timetable(List.of(new InForce(Instant.EPOCH, campaigns, zone)));
  }

  /** The ids of campaigns that begin after one instant and up to another, by when. */
  public SortedMap<Instant, SortedSet<String>> between(Instant after, Instant upTo) {
    var found = new TreeMap<Instant, SortedSet<String>>();
    for (int i = 0; i < versions.size(); i++) {
      var version = versions.get(i);
      var ends = ends(i);
      if (version.from.isAfter(upTo) || !ends.isAfter(after)) {
        continue;
      }
      for (var campaign : version.campaigns.all()) {
        if (campaign.trigger() instanceof Trigger.OnSchedule on) {
          var at = later(after, version.from.minusNanos(1));
          for (var next = next(i, campaign, on, at);
              next.isPresent() && !next.get().isAfter(upTo) && next.get().isBefore(ends);
              next = next(i, campaign, on, next.get())) {
            found.computeIfAbsent(next.get(), _ -> new TreeSet<>()).add(campaign.id());
          }
        }
      }
    }
    return found;
  }

  /** The ids of those that begin at an instant. */
  public SortedSet<String> at(Instant instant) {
    return between(instant.minusNanos(1), instant).getOrDefault(instant, new TreeSet<>());
  }

  /** When the first begins after an instant; empty when none does. */
  public Optional<Instant> next(Instant after) {
    var first = Instant.MAX;
    for (int i = 0; i < versions.size(); i++) {
      var from = later(after, versions.get(i).from.minusNanos(1));
      if (!ends(i).isAfter(from)) {
        continue;
      }
      for (var campaign : versions.get(i).campaigns.all()) {
        if (campaign.trigger() instanceof Trigger.OnSchedule on) {
          var next = next(i, campaign, on, from).filter(ends(i)::isAfter).orElse(Instant.MAX);
          first = next.isBefore(first) ? next : first;
        }
      }
    }
    return Optional.of(first).filter(Instant.MAX::isAfter);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** When another version holds instead. */
  private Instant ends(int version) {
    return versions.subList(version + 1, versions.size()).stream()
        .map(InForce::from)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private Optional<Instant> next(int i, Campaign campaign, Trigger.OnSchedule on, Instant after) {
    var version = versions.get(i);
    if (on.schedule() instanceof Schedule.Now) {
      return version.from.isAfter(after) && !(i > 0 && isNow(versions.get(i - 1), campaign.id()))
          ? Optional.of(version.from)
          : Optional.empty();
    }
    var zone = on.zone(version.zone);
    var local = LocalDateTime.ofInstant(after, zone).minusHours(HOURS);
    for (var next = on.schedule().after(local); next.isPresent(); ) {
      var instant = next.get().atZone(zone).toInstant();
      if (instant.isAfter(after)) {
        return Optional.of(instant);
      }
      next = on.schedule().after(next.get());
    }
    return Optional.empty();
  }

  private static boolean isNow(InForce version, String campaign) {
    return version.campaigns.find(campaign).stream()
        .anyMatch(
            each ->
                each.trigger() instanceof Trigger.OnSchedule on
                    && on.schedule() instanceof Schedule.Now);
  }
}
