package dev.perennial.domain.campaigns;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Cause;
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
import dev.perennial.domain.rewards.Redemptions;
import dev.perennial.domain.rewards.Redemptions.Redemption;
import dev.perennial.domain.rewards.Stock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What steps do to the outside in one write: one mail, one gift, and any number of events at most.
 * Whatever a step makes has an id of the step's own, so that it is made once. Who is held out walks
 * the same way, and nothing comes of it.
 */
final class Actions {
  /** What ids of gifts begin with. */
  static final String GIFT = "campaign:";

  private final Customer customer;
  private final Supplies supplies;
  private final Rules rules;
  private final CampaignVersions campaigns;
  private final Instant now;
  private final ZoneId zone;
  private final List<HistoryLine> events = new ArrayList<>();
  private final List<HistoryLine> held = new ArrayList<>();

  private @Nullable Claim claim;
  private @Nullable Change gift;

  /** Notes what was given with who is in a test. */
  private UnaryOperator<MailLog> given = UnaryOperator.identity();

  private record Claim(String sendId, Mail mail) {}

  Actions(
      Customer customer,
      Supplies supplies,
      Rules rules,
      CampaignVersions campaigns,
      Instant now,
      ZoneId zone) {
    this.campaigns = campaigns;
    this.customer = customer;
    this.supplies = supplies;
    this.rules = rules;
    this.now = now;
    this.zone = zone;
  }

  /** What became of a step. */
  sealed interface Outcome {
    /** It is done with; the next step's time counts from an instant. */
    record Done(Instant since) implements Outcome {}

    /** Another write must do it, at once. */
    record Next() implements Outcome {}

    /** It has to wait. */
    record Waits(Instant until, String reason) implements Outcome {}

    /** Who is held out would have got the first mail now. */
    record HeldOut() implements Outcome {}
  }

  /** The id of what a journey's step makes: of a mail, the send id. */
  static String stepId(Journey journey) {
    return journey.id() + "#" + journey.place();
  }

  /** The id of the adjustment or redemption that a step makes. */
  static String giftId(Journey journey) {
    return GIFT + Digest.of(stepId(journey));
  }

  Outcome gives(Journey journey, Step.Points points) {
    var id = giftId(journey);
    if (isDone(journey, LineId.adjustment(id))) {
      return new Outcome.Done(journey.since());
    }
    if (gift != null) {
      return new Outcome.Next();
    }
    var asked =
        new Adjustments.Adjustment(
            id,
            customer.customerId(),
            points.points(),
            "campaign " + journey.campaign(),
            GIFT + journey.campaign());
    if (Adjustments.decide(customer, asked, rules, now)
        instanceof Adjustments.Outcome.Adjusted adjusted) {
      gift = adjusted.change();
      given = log -> log.giving(journey.campaign(), points.points(), now);
    } else {
      hold(journey, "no-room-for-points");
    }
    return new Outcome.Done(journey.since());
  }

  Outcome gives(Journey journey, Step.Coupon coupon) {
    var id = giftId(journey);
    if (isDone(journey, LineId.redemption(id))) {
      return new Outcome.Done(journey.since());
    }
    if (gift != null) {
      return new Outcome.Next();
    }
    var code = supplies.codes().get(id);
    if (code == null) { // the file asks for it only since what it needs was read
      return new Outcome.Next();
    }
    var asked = new Redemption(id, customer.customerId(), coupon.reward());
    var stock = supplies.stocks().getOrDefault(coupon.reward(), Stock.UNCOUNTED);
    switch (Redemptions.give(customer, asked, stock, code, rules, now)) {
      case Redemptions.Outcome.Redeemed redeemed -> {
        gift = redeemed.change();
        given = log -> log.giving(journey.campaign(), code, now);
      }
      case Redemptions.Outcome.Refused refused -> hold(journey, "reward-" + refused.reason());
      case Redemptions.Outcome.UnknownReward _ -> hold(journey, "reward-removed");
    }
    return new Outcome.Done(journey.since());
  }

  Outcome emits(Journey journey, Step.Emit emit) {
    var id = LineId.emitted(stepId(journey));
    if (!isDone(journey, id)) {
      events.add(
          HistoryLine.draft(
              customer.customerId(),
              id,
              customer.version(),
              now,
              now,
              Cause.RECORDED,
              new Emitted(journey.campaign(), journey.entry(), emit.name(), emit.properties())));
    }
    return new Outcome.Done(journey.since());
  }

  private boolean isDone(Journey journey, String lineId) {
    return journey.heldOut() || supplies.done().contains(lineId);
  }

  /**
   * Claims a mail.
   *
   * @param log as it is by now
   */
  Outcome mails(Journey journey, Campaign campaign, Step.Email email, MailLog log) {
    var sent = log.mails().get(stepId(journey));
    if (sent != null) {
      return new Outcome.Done(sent.since());
    }
    var expires = journey.since().plus(email.expires());
    var forbidden = Permission.forbidden(customer.profile(), log, campaign.purpose());
    if (expires.isBefore(now) || forbidden.isPresent()) {
      hold(journey, expires.isBefore(now) ? expiredFor(journey) : forbidden.orElseThrow());
      return new Outcome.Done(journey.since());
    }
    if (claim != null) {
      return new Outcome.Next();
    }
    var pace = rules.programme().shop().pace();
    var pacing = Pacing.of(log, campaign.purpose(), pace, campaigns, zone, now);
    if (pacing.isPresent() && !pacing.get().until().isAfter(expires)) {
      return new Outcome.Waits(pacing.get().until(), pacing.get().reason());
    }
    if (pacing.isPresent() || log.isFull(now)) {
      hold(journey, pacing.map(Pacing.Later::reason).orElse("too-many-mails"));
      return new Outcome.Done(journey.since());
    }
    if (journey.heldOut()) {
      return new Outcome.HeldOut();
    }
    var trigger = campaign.trigger() instanceof Campaign.Trigger.OnEvent ? journey.entry() : null;
    claim =
        new Claim(
            stepId(journey),
            new Mail(
                campaign.id(),
                email.template(),
                campaign.purpose(),
                trigger,
                State.CLAIMED,
                now,
                expires));
    return new Outcome.Done(now);
  }

  /** Why a mail expired: it waited for its turn, or nobody looked in time. */
  private static String expiredFor(Journey journey) {
    return journey.reason().isEmpty() ? "expired" : journey.reason();
  }

  private void hold(Journey journey, String reason) {
    if (!journey.heldOut()) {
      held.add(Permission.decision(customer, stepId(journey), journey.campaign(), reason, now));
    }
  }

  /** What was held, and why. */
  List<HistoryLine> held() {
    return held;
  }

  /**
   * All of it as one change; null when nothing is to be written.
   *
   * @param after the mail log with the journeys as they stand now
   */
  @Nullable Change change(MailLog before, MailLog after) {
    var counted = given.apply(after);
    var log = claim == null ? counted : counted.claim(claim.sendId, claim.mail, now);
    if (log.version() == before.version()) {
      return null;
    }
    var next = log.oneAfter(before);
    var change =
        gift == null
            ? Change.ofMailLog(customer.customerId(), before, next, List.of())
            : gift.with(before, next);
    for (var event : events) {
      change = change.and(event);
    }
    for (var decision : held) {
      change = change.with(new Held(decision));
    }
    return change;
  }
}
