package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.CampaignSet.Occasion;
import dev.perennial.domain.campaigns.CampaignSet.Standing;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.Mail;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.mail.Permission;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a customer's journeys as far as they go at an instant. One write takes one mail and one
 * gift of points at most: whatever is left is due at once, and taken by the next.
 */
public final class Journeys {
  private static final String GIFT = "campaign:";

  private final Customer customer;
  private final CampaignSet campaigns;
  private final Rules rules;
  private final Instant now;
  private final ZoneId zone;
  private final Set<String> given;
  private final List<HistoryLine> held = new ArrayList<>();

  private MailLog log;
  private Instant horizon;
  private @Nullable Claim claim;
  private @Nullable Change gift;
  private boolean more;
  private @Nullable Standing standing;

  private record Claim(String sendId, Mail mail) {}

  /**
   * @param customer with the mail log
   * @param given keys of those of {@link #gifts} that have a line
   */
  public Journeys(Customer customer, Set<String> given, Rules rules, Instant now) {
    this.given = Set.copyOf(given);
    this.customer = customer;
    this.rules = rules;
    this.now = now;
    campaigns = rules.programme().get(CampaignSet.SECTION);
    zone = zone(customer, rules.programme().shop().zone());
    log = customer.mailLogOrNone();
    horizon = now;
  }

  /** The zone in which a customer's days and hours are: the own, or else the shop's. */
  static ZoneId zone(Customer customer, ZoneId shop) {
    var profile = customer.profile();
    var own = profile == null ? null : profile.zone();
    try {
      return own == null ? shop : ZoneId.of(own);
    } catch (DateTimeException e) { // a zone that this JVM doesn't know
      return shop;
    }
  }

  /**
   * What came of it.
   *
   * @param change to be written; null when all is as it was
   * @param held mails that are not sent, and why
   * @param more whether something is left that is due at once
   */
  public record Outcome(@Nullable Change change, List<HistoryLine> held, boolean more) {}

  /** Takes one that begins; it must not be under way. */
  public Outcome begin(Journey journey) {
    advance(journey);
    return outcome();
  }

  /** Notes one that is held out. */
  public Outcome note(Journey heldOut) {
    put(heldOut);
    return outcome();
  }

  /** Takes those that are due. */
  public Outcome due() {
    active().stream()
        .filter(each -> !each.due().isAfter(now))
        .sorted(Comparator.comparingInt(this::place).thenComparing(Journey::due))
        .forEach(this::advance);
    return outcome();
  }

  /**
   * Takes those that an event ends, or that waited for it.
   *
   * @param happened what it says in the fields that journeys may ask for
   */
  public Outcome hear(Occasion occasion, Happening happened) {
    // first what it ends: what was due before and not done yet must not be done in spite of it
    concerned(happened).forEach(journey -> leave(journey, occasion));
    // where journeys stood when it happened, however late it is heard and no tick came between
    horizon = happened.at().isBefore(now) ? happened.at() : now;
    active().stream().filter(each -> !each.due().isAfter(horizon)).forEach(this::advance);
    concerned(happened).forEach(journey -> hear(journey, occasion, happened));
    return outcome();
  }

  /** What began a journey, or came before it did, is none of its events. */
  private List<Journey> concerned(Happening happened) {
    return active().stream()
        .filter(each -> !happened.lineId().equals(each.entry()))
        .filter(each -> !happened.at().isBefore(each.enteredAt()))
        .toList();
  }

  /**
   * An event.
   *
   * @param lineId the key of the line that raised it
   * @param at business time
   * @param says the value of a field, by its path; empty when it says none
   */
  public record Happening(String lineId, Instant at, Function<String, Optional<String>> says) {}

  private void leave(Journey journey, Occasion occasion) {
    if (occasion.isGoal(journey.campaign())) {
      put(journey.over("goal", now));
    } else if (occasion.isExit(journey.campaign())) {
      put(journey.over("exit", now));
    }
  }

  private void hear(Journey journey, Occasion occasion, Happening happened) {
    var campaign = journey.campaign();
    if (occasion.isAwaited(campaign, journey.place()) && !happened.at().isBefore(journey.since())) {
      var flow = campaigns.find(campaign).orElseThrow().flow();
      if (flow.at(journey.place()).orElse(null) instanceof Step.Await await
          && saysTheSame(await, journey, happened)) {
        advance(goes(journey, flow.into(journey.place(), Flow.CAME), happened.at()));
      }
    }
  }

  private static boolean saysTheSame(Step.Await await, Journey journey, Happening happened) {
    return await.same().stream()
        .allMatch(
            path -> {
              var began = journey.known().get(path);
              return began != null && happened.says().apply(path).filter(began::equals).isPresent();
            });
  }

  private List<Journey> active() {
    return log.journeys().values().stream().filter(each -> !each.ended()).toList();
  }

  private int place(Journey journey) {
    return campaigns.find(journey.campaign()).map(campaigns.all()::indexOf).orElse(0);
  }

  private void put(Journey journey) {
    if (!journey.equals(log.journeys().get(journey.id()))) {
      log = log.with(journey, now);
    }
  }

  private void advance(Journey from) {
    var at = from;
    for (var next = step(at); !next.equals(at); next = step(at)) {
      at = next;
    }
    put(at);
  }

  /** The journey after its next step; the same when it stays where it is. */
  private Journey step(Journey journey) {
    if (journey.ended()) {
      return journey;
    }
    var found = campaigns.find(journey.campaign());
    if (found.isEmpty()) {
      return journey.over("campaign-removed", now);
    }
    var campaign = found.get();
    if (standing().isGoal(campaign.id())) {
      return journey.over("goal", now);
    }
    if (standing().isExit(campaign.id())) {
      return journey.over("exit", now);
    }
    if (!customer.allFormerIds().isEmpty()) {
      // of whom another id is held out, though this journey began before the merge
      var arm = Arms.of(campaign, customer, rules.programme().shop());
      if (!arm.isEmpty()) {
        return journey.in(arm, now);
      }
    }
    var flow = campaign.flow();
    var place = journey.place();
    return switch (flow.at(place).orElse(null)) {
      case null -> journey.over("step-removed", now);
      case Step.Wait wait ->
          waits(journey, Times.after(wait, journey.since(), zone), flow.after(place));
      case Step.Until until ->
          waits(journey, Times.next(until, journey.since(), zone), flow.after(place));
      case Step.Await await ->
          waits(
              journey,
              Times.after(await.atMost(), journey.since(), zone),
              flow.into(place, Flow.ELSE));
      case Step.Branch _ -> {
        var way = standing().isSo(campaign.id(), place) ? Flow.THEN : Flow.ELSE;
        yield goes(journey, flow.into(place, way), journey.since());
      }
      case Step.Split split -> {
        var way = Arms.way(campaign.id(), place, customer, split.ways());
        yield goes(journey, flow.into(place, way), journey.since());
      }
      case Step.Points points -> gives(journey, points, flow.after(place));
      case Step.Email email -> mails(journey, campaign, email, flow.after(place));
      case Step.End _ -> journey.over("ended", now);
    };
  }

  private Journey goes(Journey journey, String place, Instant since) {
    return place.equals(Flow.END) ? journey.over("ended", now) : journey.at(place, since);
  }

  private Journey waits(Journey journey, Instant until, String next) {
    return until.isAfter(horizon) ? journey.until(until, "") : goes(journey, next, until);
  }

  private Journey later(Journey journey) {
    more = true;
    return journey.until(now, "next");
  }

  /** The keys of the lines that gifts of journeys under way may have made. */
  public static Set<String> gifts(Collection<Journey> journeys, CampaignSet campaigns) {
    var keys = new TreeSet<String>();
    for (var journey : journeys) {
      campaigns
          .find(journey.campaign())
          .ifPresent(
              campaign ->
                  campaign
                      .flow()
                      .each(
                          (place, step) -> {
                            if (step instanceof Step.Points && !journey.ended()) {
                              keys.add(
                                  LineId.adjustment(giftId(journey.at(place, journey.since()))));
                            }
                          }));
    }
    return keys;
  }

  private Journey gives(Journey journey, Step.Points points, String next) {
    if (given.contains(LineId.adjustment(giftId(journey)))) {
      return goes(journey, next, journey.since());
    }
    if (gift != null) {
      return later(journey);
    }
    var asked =
        new Adjustments.Adjustment(
            giftId(journey),
            customer.customerId(),
            points.points(),
            "campaign " + journey.campaign(),
            GIFT + journey.campaign());
    if (Adjustments.decide(customer, asked, rules, now)
        instanceof Adjustments.Outcome.Adjusted adjusted) {
      gift = adjusted.change();
      log = log.giving(journey.campaign(), points.points(), now);
    } else {
      hold(journey, "no-room-for-points");
    }
    return goes(journey, next, journey.since());
  }

  /** Whether a line is a gift that a campaign made. */
  public static boolean isGift(String lineId) {
    return lineId.startsWith(LineId.adjustment(GIFT));
  }

  /** The id of the adjustment that a step makes: the same however often it is tried. */
  private static String giftId(Journey journey) {
    return GIFT + Digest.of(sendId(journey));
  }

  /** The id of the mail that a journey's step sends. */
  static String sendId(Journey journey) {
    return journey.id() + "#" + journey.place();
  }

  private Journey mails(Journey journey, Campaign campaign, Step.Email email, String next) {
    var sendId = sendId(journey);
    var sent = log.mails().get(sendId);
    if (sent != null) {
      return goes(journey, next, sent.since());
    }
    var expires = journey.since().plus(email.expires());
    var forbidden = Permission.forbidden(customer.profile(), log, campaign.purpose());
    if (expires.isBefore(now) || forbidden.isPresent()) {
      hold(journey, expires.isBefore(now) ? expiredFor(journey) : forbidden.orElseThrow());
      return goes(journey, next, journey.since());
    }
    if (claim != null) {
      return later(journey);
    }
    var pacing = Pacing.of(log, rules.programme().shop().pace(), zone, now);
    if (pacing.isPresent()) {
      var wait = pacing.get();
      if (!wait.until().isAfter(expires)) {
        return journey.until(wait.until(), wait.reason());
      }
      hold(journey, wait.reason());
      return goes(journey, next, journey.since());
    }
    claim =
        new Claim(
            sendId,
            new Mail(
                campaign.id(),
                email.template(),
                campaign.purpose(),
                campaign.trigger() instanceof Campaign.Trigger.OnEvent ? journey.entry() : null,
                State.CLAIMED,
                now,
                expires));
    return goes(journey, next, now);
  }

  /** Why a mail expired: it waited for its turn, or nobody looked in time. */
  private static String expiredFor(Journey journey) {
    return journey.reason().isEmpty() ? "expired" : journey.reason();
  }

  private void hold(Journey journey, String reason) {
    held.add(Permission.decision(customer, sendId(journey), journey.campaign(), reason, now));
  }

  private Standing standing() {
    var known = standing;
    if (known == null) {
      var account = customer.account();
      known =
          account == null || account.erased() || !campaigns.asksProfiles()
              ? campaigns.standing("{}")
              : campaigns.standing(document(account));
      standing = known;
    }
    return known;
  }

  private String document(Account account) {
    return Evaluation.document(account, customer.profile(), rules, now).json();
  }

  private Outcome outcome() {
    var before = customer.mailLogOrNone();
    if (claim != null) {
      log = log.claim(claim.sendId, claim.mail, now);
    }
    if (log.version() == before.version()) {
      return new Outcome(null, held, more);
    }
    var after = log.oneAfter(before);
    var change =
        gift == null
            ? Change.ofMailLog(customer.customerId(), before, after, List.of())
            : gift.with(before, after);
    return new Outcome(change, held, more);
  }
}
