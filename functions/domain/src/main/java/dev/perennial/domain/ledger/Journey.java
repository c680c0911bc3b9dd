package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One customer's way through a campaign: where it stands, and when it goes on. It lies beside the
 * mails, so that a step and the mail that it claims are one write.
 *
 * @param campaign the campaign's id
 * @param entry the entry's key, by which nothing enters twice
 * @param enteredAt business time of what began it
 * @param arm {@link #HELD_OUT} or {@link #CONTROL} of who gets nothing, so that it can be measured;
 *     empty of everybody else
 * @param place path of the step at which it stands; empty once it has ended
 * @param since when it came there, in business time: what the step says of time counts from here
 * @param due when it goes on by itself; of one that has ended, until when it is remembered
 * @param reason why it waits or ended, as decisions name it; empty for a step that waits as its
 *     file says
 * @param known what the event that began it said in the fields that later steps ask for, by path
 * @param version of the programme on which it finishes; empty of one that goes by the files in
 *     force
 * @param later what a later release keeps here and this one doesn't know
 */
public record Journey(
    String campaign,
    String entry,
    Instant enteredAt,
    String arm,
    String place,
    Instant since,
    Instant due,
    String reason,
    Map<String, String> known,
    String version,
    Map<String, JsonNode> later) {
  /** The arm of a campaign that gets nothing. */
  public static final String HELD_OUT = "held-out";

  /** The arm of those who get no campaign at all. */
  public static final String CONTROL = "control";

  /** How long one that has ended is remembered: longer than an event may be delivered again. */
  public static final Duration REMEMBERED = Duration.ofDays(30);

  public Journey {
    // what is empty is not stored
    arm = Objects.requireNonNullElse(arm, "");
    place = Objects.requireNonNullElse(place, "");
    reason = Objects.requireNonNullElse(reason, "");
    known = Map.copyOf(known);
    version = Objects.requireNonNullElse(version, "");
    later = Map.copyOf(later);
  }

  /** One that begins. */
  public static Journey begun(
      String campaign, String entry, Instant at, String place, Map<String, String> known) {
    return new Journey(campaign, entry, at, "", place, at, at, "", known, "", Map.of());
  }

  /** Its key among a customer's journeys. */
  public String id() {
    return campaign + "#" + entry;
  }

  /**
   * The same under a number or period of its own, for one person who entered twice under two ids.
   * An event that both ids had is one, and so is the journey that it began.
   */
  public Journey apart() {
    return entry.contains("#")
        ? this
        : new Journey(
            campaign,
            entry + "@merged",
            enteredAt,
            arm,
            place,
            since,
            due,
            reason,
            known,
            version,
            later);
  }

  /** The same in an arm; empty for who gets what the campaign sends. */
  public Journey inArm(String which) {
    return new Journey(
        campaign, entry, enteredAt, which, place, since, due, reason, known, version, later);
  }

  /** The same on a version of the programme; empty for the files in force. */
  public Journey on(String which) {
    return new Journey(
        campaign, entry, enteredAt, arm, place, since, due, reason, known, which, later);
  }

  /** Whether it is of somebody who gets nothing, and would have got a mail when it ended. */
  public boolean takesSlot() {
    return ended() && heldOut() && reason.equals(arm);
  }

  /** Whether nothing more comes of it. */
  public boolean ended() {
    return place.isEmpty();
  }

  /** Whether it is of somebody who gets nothing. */
  public boolean heldOut() {
    return !arm.isEmpty();
  }

  /** The same at another step, where it is looked at as soon as may be. */
  public Journey at(String next, Instant from) {
    return new Journey(
        campaign, entry, enteredAt, arm, next, from, from, "", known, version, later);
  }

  /** The same at the same step until an instant. */
  public Journey until(Instant next, String why) {
    return new Journey(
        campaign, entry, enteredAt, arm, place, since, next, why, known, version, later);
  }

  /** The same, over. */
  public Journey over(String why, Instant now) {
    return new Journey(
        campaign,
        entry,
        enteredAt,
        arm,
        "",
        now,
        now.plus(REMEMBERED),
        why,
        Map.of(),
        version,
        later);
  }

  /** The same in an arm that gets nothing: it keeps its place among others' mails, and is over. */
  public Journey in(String heldOut, Instant now) {
    return new Journey(
        campaign,
        entry,
        enteredAt,
        heldOut,
        "",
        now,
        now.plus(MailLog.KEPT),
        heldOut,
        Map.of(),
        version,
        later);
  }
}
