package dev.perennial.domain.explanation;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.mail.Decided;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry would meet at an instant, were it made then: the decision itself is asked.
 *
 * @param reason empty when it would be made
 * @param from when a limit of days leaves room again; null for other reasons
 * @param arm of who would get nothing
 */
record Obstacle(String reason, @Nullable Instant from, String arm) {
  /** The entry of an event that didn't come. */
  private static final String SUPPOSED = "supposed";

  static Obstacle of(Known known, Campaign campaign, Rules rules, Instant now) {
    var customer = known.customer();
    var shop = rules.programme().shop();
    var lines = known.entries().getOrDefault(campaign.id(), List.of());
    var earlier = campaign.limit().counts() ? Entries.of(lines) : Entries.NONE;
    var entry = Enrolment.keyed(customer, campaign, supposed(campaign, rules, now), earlier);
    var outcome = Enrolment.decide(customer, campaign, entry, earlier, rules, now);
    if (outcome instanceof Outcome.NotInAudience) {
      return new Obstacle("not-in-audience", null, "");
    }
    var id = LineId.entry(campaign.id(), entry.key());
    if (campaign.trigger() instanceof Trigger.OnSchedule on
        && !Enrolment.isNumbered(campaign)
        && lines.stream().anyMatch(line -> line.id().equals(id))) {
      return on.every() == null
          ? new Obstacle("entered-enough", null, "")
          : new Obstacle("entered-this-period", on.every().after(now.atZone(shop.zone())), "");
    }
    return switch (outcome) {
      case Outcome.Enters(var journey) -> new Obstacle("", null, journey.arm());
      case Outcome.Held(var line) ->
          limited(((Decided) line.event()).reason(), campaign, earlier, rules, now);
      case Outcome.Already _, Outcome.NotInAudience _ ->
          limited(
              Enrolment.limited(customer.mailLogOrNone(), campaign, entry, earlier, shop)
                  .orElse("entered-this-period"),
              campaign,
              earlier,
              rules,
              now);
    };
  }

  private static Entry supposed(Campaign campaign, Rules rules, Instant now) {
    return campaign.trigger() instanceof Trigger.OnSchedule on
        ? Enrolment.onSchedule(on, now, rules.programme().shop().zone())
        : new Entry(SUPPOSED, now);
  }

  private static Obstacle limited(
      String reason, Campaign campaign, Entries earlier, Rules rules, Instant now) {
    var zone = rules.programme().shop().zone();
    return new Obstacle(
        reason,
        reason.equals("entered-recently") ? earlier.freeFrom(campaign.limit(), zone, now) : null,
        "");
  }
}
