package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.CampaignSet.Occasion;
import dev.perennial.domain.campaigns.CampaignSet.Standing;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a customer's journeys as far as they go at an instant. One write takes one mail and one
 * gift of points at most: whatever is left is due at once, and taken by the next.
 */
public final class Journeys {
  private final Customer customer;
  private final CampaignVersions campaigns;
  private final Rules rules;
  private final Instant now;
  private final ZoneId zone;
  private final Actions actions;
  private final Map<CampaignSet, Standing> standings = new HashMap<>();

  private MailLog log;
  private Instant horizon;
  private boolean more;
  private @Nullable String document;

  /**
   * @param customer with the mail log
   */
  public Journeys(Customer customer, Supplies supplies, Rules rules, Instant now) {
    this.customer = customer;
    this.rules = rules;
    this.now = now;
    campaigns = new CampaignVersions(rules);
    zone = customer.zoneOr(rules.programme().shop().zone());
    actions = new Actions(customer, supplies, rules, campaigns, now, zone);
    log = customer.mailLogOrNone();
    horizon = now;
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
    advance(campaigns.begun(journey));
    return outcome();
  }

  /** Takes those that are due. */
  public Outcome due() {
    active().stream()
        .filter(each -> !each.due().isAfter(now))
        .sorted(
            Comparator.comparingInt(this::priority)
                .reversed()
                .thenComparing(Journey::campaign)
                .thenComparing(Journey::due))
        .forEach(this::advance);
    return outcome();
  }

  /**
   * Takes those that an event ends, or that waited for it.
   *
   * @param happened what it says in the fields that journeys may ask for
   */
  public Outcome hear(Happening happened) {
    var occasions = new HashMap<CampaignSet, Occasion>();
    Function<Journey, Occasion> occasion =
        each ->
            occasions.computeIfAbsent(
                campaigns.campaigns(each), set -> set.occasion(happened.text()));
    // first what it ends: what was due before and not done yet must not be done in spite of it
    concerned(happened).forEach(journey -> leave(journey, occasion.apply(journey)));
    // where journeys stood when it happened, however late it is heard and no tick came between
    horizon = happened.at().isBefore(now) ? happened.at() : now;
    active().stream().filter(each -> !each.due().isAfter(horizon)).forEach(this::advance);
    concerned(happened).forEach(journey -> hear(journey, occasion.apply(journey), happened));
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
   * @param text its whole text, as patterns judge it
   * @param lineId the key of the line that raised it
   * @param at business time
   * @param says the value of a field, by its path; empty when it says none
   */
  public record Happening(
      String text, String lineId, Instant at, Function<String, Optional<String>> says) {}

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
      var flow = campaigns.find(journey).orElseThrow().flow();
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

  private int priority(Journey journey) {
    return campaigns.find(journey).map(Campaign::priority).orElse(0);
  }

  private void put(Journey journey) {
    if (!journey.equals(log.journeys().get(journey.id()))) {
      log = log.with(journey, now);
    }
  }

  private void advance(Journey from) {
    var at = campaigns.settled(from);
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
    var found = campaigns.find(journey);
    if (found.isEmpty()) {
      return journey.over("campaign-removed", now);
    }
    var campaign = found.get();
    if (journey.since().isAfter(now)
        && campaign.trigger() instanceof Campaign.Trigger.OnSchedule on
        && on.ownZone()) {
      return journey.until(journey.since(), "");
    }
    var standing = standing(campaigns.campaigns(journey));
    if (standing.isGoal(campaign.id())) {
      return journey.over("goal", now);
    }
    if (standing.isExit(campaign.id())) {
      return journey.over("exit", now);
    }
    if (!journey.heldOut() && !customer.allFormerIds().isEmpty()) {
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
        var way = standing.isSo(campaign.id(), place) ? Flow.THEN : Flow.ELSE;
        yield goes(journey, flow.into(place, way), journey.since());
      }
      case Step.Split split -> {
        var way = Arms.way(campaign.id(), place, customer, split.ways());
        yield goes(journey, flow.into(place, way), journey.since());
      }
      case Step.Points points -> did(journey, actions.gives(journey, points));
      case Step.Coupon coupon -> did(journey, actions.gives(journey, coupon));
      case Step.Emit emit -> did(journey, actions.emits(journey, emit));
      case Step.Email email -> did(journey, actions.mails(journey, campaign, email, log));
      case Step.End _ -> journey.over("ended", now);
    };
  }

  private Journey goes(Journey journey, String place, Instant since) {
    return place.equals(Flow.END) ? journey.over("ended", now) : journey.at(place, since);
  }

  private Journey waits(Journey journey, Instant until, String next) {
    return until.isAfter(horizon) ? journey.until(until, "") : goes(journey, next, until);
  }

  private Journey did(Journey journey, Actions.Outcome outcome) {
    return switch (outcome) {
      case Actions.Outcome.Done(var since) -> goes(journey, after(journey), since);
      case Actions.Outcome.Next _ -> {
        more = true;
        yield journey.until(now, "next");
      }
      case Actions.Outcome.Waits(var until, var reason) -> journey.until(until, reason);
      case Actions.Outcome.HeldOut _ -> journey.in(journey.arm(), now);
    };
  }

  private String after(Journey journey) {
    return campaigns.find(journey).orElseThrow().flow().after(journey.place());
  }

  /** Whether a line is a gift that a campaign made. */
  public static boolean isGift(String lineId) {
    return lineId.startsWith(LineId.adjustment(Actions.GIFT))
        || lineId.startsWith(LineId.redemption(Actions.GIFT));
  }

  private Standing standing(CampaignSet set) {
    return standings.computeIfAbsent(
        set, each -> each.standing(each.asksProfiles() ? document() : "{}"));
  }

  /** The customer's, by the measures of today whichever version asks. */
  private String document() {
    var known = document;
    if (known == null) {
      var account = customer.account();
      known =
          account == null || account.erased()
              ? "{}"
              : Evaluation.document(account, customer.profile(), rules, now).json();
      document = known;
    }
    return known;
  }

  private Outcome outcome() {
    return new Outcome(actions.change(customer.mailLogOrNone(), log), actions.held(), more);
  }
}
