package dev.perennial.domain.campaigns;

import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.programme.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a customer may get the next mail, by what the shop says of pace. */
final class Pacing {
  private Pacing() {}

  /**
   * That a mail has to wait.
   *
   * @param until after now
   * @param reason {@code rest}, {@code cap} or {@code quiet-hours}
   */
  record Later(Instant until, String reason) {}

  private record Slot(Instant at, String purpose) {}

  /**
   * Whether a mail has to wait; empty when it may go now.
   *
   * @param purpose the mail's
   * @param campaigns that know the purposes of mails that who is held out would have got
   */
  static Optional<Later> of(
      MailLog log,
      String purpose,
      Pace pace,
      CampaignVersions campaigns,
      ZoneId zone,
      Instant now) {
    var slots = slots(log, campaigns);
    var later = Optional.<Later>empty();
    if (!slots.isEmpty()) {
      later = at(slots.getLast().at.plus(Duration.ofDays(pace.restDays())), "rest", now);
    }
    for (var cap : pace.caps()) {
      if (cap.counts(purpose)) {
        var counted = slots.stream().filter(slot -> cap.counts(slot.purpose)).toList();
        later = later(later, cap(counted, cap.days(), cap.mails(), now));
      }
    }
    return quiet(later, pace, zone, now);
  }

  /** When mails went, and when those who are held out would have got theirs; sorted. */
  private static List<Slot> slots(MailLog log, CampaignVersions campaigns) {
    var mails =
        log.mails().values().stream()
            .filter(mail -> mail.state() != State.HELD)
            .map(mail -> new Slot(mail.since(), mail.purpose()));
    var heldOut =
        log.journeys().values().stream()
            .filter(Journey::takesSlot)
            .map(
                each ->
                    new Slot(each.since(), campaigns.find(each).map(Campaign::purpose).orElse("")));
    return Stream.concat(mails, heldOut).sorted(Comparator.comparing(Slot::at)).toList();
  }

  private static Optional<Later> at(Instant until, String reason, Instant now) {
    return until.isAfter(now) ? Optional.of(new Later(until, reason)) : Optional.empty();
  }

  private static Optional<Later> cap(List<Slot> slots, int days, int most, Instant now) {
    var window = Duration.ofDays(days);
    var within = slots.stream().filter(each -> each.at.isAfter(now.minus(window))).toList();
    return within.size() < most
        ? Optional.empty()
        : at(within.get(within.size() - most).at.plus(window), "cap", now);
  }

  private static Optional<Later> later(Optional<Later> one, Optional<Later> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return other.get().until.isAfter(one.get().until) ? other : one;
  }

  private static Optional<Later> quiet(Optional<Later> later, Pace pace, ZoneId zone, Instant now) {
    var quiet = pace.quiet();
    var at = later.map(Later::until).orElse(now);
    return Optional.ofNullable(quiet)
        .flatMap(hours -> hours.end(at, zone))
        .map(end -> new Later(end, later.map(Later::reason).orElse("quiet-hours")))
        .or(() -> later);
  }
}
