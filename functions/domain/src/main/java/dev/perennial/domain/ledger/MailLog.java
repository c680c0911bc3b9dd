package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A customer's mails of the last 60 days, the ways through campaigns that go on, and what forbids
 * more.
 *
 * @param version counts the writes
 * @param mails by send id
 * @param forbids reasons: {@code withdrawn:email}, {@code bounced}, {@code complained}, {@code
 *     erased}; written in the transaction that changed the consent
 * @param lastChange what the last write did; only {@code CLAIMED} queues a mail
 * @param lastId the send id that it did it to
 * @param journeys by campaign and entry; those that ended are remembered for a while
 * @param assigned by campaign, to which arm of its test
 * @param later what a later release keeps here and this one doesn't know
 */
public record MailLog(
    long version,
    Map<String, Mail> mails,
    SortedSet<String> forbids,
    String lastChange,
    @Nullable String lastId,
    Map<String, Journey> journeys,
    Map<String, Assignment> assigned,
    Map<String, JsonNode> later) {
  /** How long a mail is remembered; no step may live longer. */
  public static final Duration KEPT = Duration.ofDays(60);

  /** How many journeys that are over are remembered: a storm of events must not fill the item. */
  private static final int MOST_ENDED = 30;

  /** How many mails are remembered: a storm of events without any pace must not fill the item. */
  private static final int MOST_MAILS = 200;

  public static final MailLog NONE = new MailLog(0, Map.of(), new TreeSet<>(), "NONE", null);

  public MailLog {
    mails = Collections.unmodifiableMap(new TreeMap<>(mails));
    forbids = Collections.unmodifiableSortedSet(new TreeSet<>(forbids));
    journeys = Collections.unmodifiableMap(new TreeMap<>(journeys));
    assigned = Collections.unmodifiableMap(new TreeMap<>(assigned));
    later = Map.copyOf(later);
  }

  /** One without journeys, of which no later release knows more. */
  public MailLog(
      long version,
      Map<String, Mail> mails,
      SortedSet<String> forbids,
      String lastChange,
      @Nullable String lastId) {
    this(version, mails, forbids, lastChange, lastId, Map.of(), Map.of(), Map.of());
  }

  /** How far a mail has come. */
  public enum State {
    /** To be sent. */
    CLAIMED,
    /** Handed to SES, answer not yet known. */
    SENDING,
    /** Accepted by SES. */
    SENT,
    /** Decided against after the claim. */
    HELD,
    /** The answer was lost: never sent again by itself. */
    UNKNOWN
  }

  /**
   * One mail.
   *
   * @param purpose what consent it needs
   * @param trigger id of the history line whose event began it, null for a schedule's
   * @param since when it came to its state
   * @param expires after this it is not sent
   * @param later what a later release keeps here and this one doesn't know
   */
  public record Mail(
      String campaign,
      String template,
      String purpose,
      @Nullable String trigger,
      State state,
      Instant since,
      Instant expires,
      Map<String, JsonNode> later) {
    public Mail {
      later = Map.copyOf(later);
    }

    /** One of which no later release knows more. */
    public Mail(
        String campaign,
        String template,
        String purpose,
        @Nullable String trigger,
        State state,
        Instant since,
        Instant expires) {
      this(campaign, template, purpose, trigger, state, since, expires, Map.of());
    }

    private boolean isForgotten(Instant now) {
      return since.plus(KEPT).isBefore(now) && expires.isBefore(now);
    }

    private boolean isToBeWritten() {
      return state == State.CLAIMED || state == State.SENDING;
    }

    /** The same in another state from an instant on. */
    public Mail in(State next, Instant now) {
      return new Mail(campaign, template, purpose, trigger, next, now, expires, later);
    }
  }

  /** The mail log with a mail claimed. */
  public MailLog claim(String sendId, Mail mail, Instant now) {
    return counting(mail.campaign, each -> each.mailed(now))
        .with(sendId, mail, State.CLAIMED.name(), now);
  }

  /** The same with points that a campaign gave, which its test counts. */
  public MailLog giving(String campaign, long points, Instant now) {
    return counting(campaign, each -> each.gave(points, now));
  }

  /** The same with a coupon that a campaign gave, whose use its test counts. */
  public MailLog giving(String campaign, String coupon, Instant now) {
    return counting(campaign, each -> each.gave(coupon, now));
  }

  /** The same with an assignment to an arm of a campaign, and without those of long ago. */
  public MailLog assigned(String campaign, Assignment assignment, Instant now) {
    var next = new TreeMap<>(assigned);
    next.values().removeIf(each -> each.isOld(now));
    next.put(campaign, assignment);
    return withAssigned(next);
  }

  private MailLog counting(String campaign, UnaryOperator<Assignment> count) {
    var next = new TreeMap<>(assigned);
    next.computeIfPresent(campaign, (_, each) -> count.apply(each));
    return withAssigned(next);
  }

  private MailLog withAssigned(Map<String, Assignment> next) {
    return new MailLog(version, mails, forbids, lastChange, lastId, journeys, next, later);
  }

  /**
   * The mail log with a mail put, old ones forgotten; {@code change} is what the item will name.
   */
  public MailLog with(String sendId, Mail mail, String change, Instant now) {
    var next = new TreeMap<String, Mail>();
    mails.forEach(
        (id, each) -> {
          if (!each.isForgotten(now)) {
            next.put(id, each);
          }
        });
    next.put(sendId, mail);
    return new MailLog(
        version + 1,
        next,
        forbids,
        change,
        sendId,
        remembered(journeys, next, now),
        assigned,
        later);
  }

  /** The mail log with a journey as it stands now, and without those that need no memory. */
  public MailLog with(Journey journey, Instant now) {
    var next = new TreeMap<>(journeys);
    next.put(journey.id(), journey);
    return new MailLog(
        version + 1,
        mails,
        forbids,
        "JOURNEY",
        null,
        remembered(next, mails, now),
        assigned,
        later);
  }

  /** Whether no more mails can be remembered, and so none be claimed. */
  public boolean isFull(Instant now) {
    return mails.values().stream().filter(each -> !each.isForgotten(now)).count() >= MOST_MAILS;
  }

  /** Whether an entry was made: its journey is known, or one of its mails is. */
  public boolean entered(String journeyId) {
    return journeys.containsKey(journeyId) || hasMail(mails, journeyId);
  }

  private static boolean hasMail(Map<String, Mail> mails, String journeyId) {
    return mails.keySet().stream().anyMatch(id -> id.startsWith(journeyId + "#"));
  }

  /** Whether mails are memory enough of one that is over: its version writes them. */
  private static boolean isToldByMails(Map<String, Mail> mails, Journey journey) {
    return hasMail(mails, journey.id())
        && (journey.version().isEmpty()
            || mails.entrySet().stream()
                .filter(each -> each.getKey().startsWith(journey.id() + "#"))
                .noneMatch(each -> each.getValue().isToBeWritten()));
  }

  /** The journey that claimed a mail; empty when it is forgotten. */
  public Optional<Journey> journeyOf(String sendId) {
    return Optional.ofNullable(
        journeys.get(sendId.substring(0, Math.max(sendId.lastIndexOf('#'), 0))));
  }

  private static TreeMap<String, Journey> remembered(
      Map<String, Journey> all, Map<String, Mail> mails, Instant now) {
    var next = new TreeMap<>(all);
    next.values()
        .removeIf(
            each ->
                each.ended()
                    && (each.due().isBefore(now)
                        || (!each.takesSlot() && isToldByMails(mails, each))));
    var over =
        next.values().stream()
            .filter(Journey::ended)
            .sorted(Comparator.comparing(Journey::since).reversed())
            .skip(MOST_ENDED)
            .map(Journey::id)
            .toList();
    next.keySet().removeAll(over);
    return next;
  }

  /** The same as one write after another, however many steps led to it. */
  public MailLog oneAfter(MailLog before) {
    return new MailLog(
        before.version + 1, mails, forbids, lastChange, lastId, journeys, assigned, later);
  }

  /** When the first of the journeys goes on by itself; null when none does. */
  public @Nullable Instant due() {
    return journeys.values().stream()
        .filter(each -> !each.ended())
        .map(Journey::due)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** The mail log with a reason that forbids, or without it. */
  public MailLog forbidding(String reason, boolean forbidden) {
    var next = new TreeSet<>(forbids);
    if (forbidden) {
      next.add(reason);
    } else {
      next.remove(reason);
    }
    return new MailLog(
        version + 1,
        mails,
        next,
        forbidden ? "FORBIDDEN" : "PERMITTED",
        null,
        journeys,
        assigned,
        later);
  }

  /** Nothing but the reason that forbids all: what is left of an erased customer. */
  public MailLog erased() {
    return new MailLog(version + 1, Map.of(), new TreeSet<>(Set.of("erased")), "ERASED", null);
  }

  /** No mail, and only reasons that are new: of who comes back after an erasure. */
  public MailLog anew(SortedSet<String> reasons) {
    var change = reasons.isEmpty() ? "PERMITTED" : "FORBIDDEN";
    return new MailLog(version + 1, Map.of(), reasons, change, null);
  }
}
