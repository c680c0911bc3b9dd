package dev.perennial.programme;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.mail.Permission;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a campaign whose file another version of the programme adds, changes or takes
 * away, as customers are now.
 *
 * @param audience customers for whom it is
 * @param reached those whom its schedule would take in if it came now, and who consent to its mail;
 *     0 of one that an event starts
 * @param underWay journeys of it
 * @param stranded those of them that wait where there is no step any more, by the place: they end
 *     when it would have been their turn
 * @param finishing those of them that finish on an earlier version, by its number
 */
public record CampaignChange(
    long audience,
    long reached,
    long underWay,
    SortedMap<String, Long> stranded,
    SortedMap<String, Long> finishing) {
  public CampaignChange {
    finishing = Collections.unmodifiableSortedMap(finishing);
    stranded = Collections.unmodifiableSortedMap(stranded);
  }

  /** Counts over customers, one after another. */
  static final class Count {
    private final @Nullable Campaign after;
    private final Rules rules;
    private final Instant now;
    private final String id;
    private final SortedMap<String, Long> stranded = new TreeMap<>();
    private final SortedMap<String, Long> finishing = new TreeMap<>();
    private long audience;
    private long reached;
    private long underWay;

    /**
     * @param rules that would hold
     */
    Count(String id, Rules rules, Instant now) {
      this.id = id;
      this.rules = rules;
      this.now = now;
      after = rules.programme().get(CampaignSet.SECTION).find(id).orElse(null);
    }

    /**
     * @param customer with the mail log
     * @param judged the account, by the rules that would hold
     */
    void add(Customer customer, Account judged) {
      for (var journey : customer.mailLogOrNone().journeys().values()) {
        if (journey.campaign().equals(id) && !journey.ended()) {
          underWay++;
          if (finishes(journey)) {
            finishing.merge(journey.version(), 1L, Long::sum);
          } else if (after == null || after.flow().at(journey.place()).isEmpty()) {
            stranded.merge(journey.place(), 1L, Long::sum);
          }
        }
      }
      if (after != null && Enrolment.inAudience(after, judged)) {
        audience++;
        reached += isReached(after, customer) ? 1 : 0;
      }
    }

    private boolean finishes(Journey journey) {
      return !journey.version().isEmpty()
          && (after == null || after.versions() == Campaign.Versions.FINISH)
          && !rules.versions().takesAlong(id, journey.version());
    }

    private boolean isReached(Campaign campaign, Customer customer) {
      return campaign.trigger() instanceof Trigger.OnSchedule tick
          && Enrolment.mayEnter(
              customer,
              campaign,
              Enrolment.onSchedule(tick, now, rules.programme().shop().zone()),
              rules,
              now)
          && forbidden(campaign, customer).isEmpty();
    }

    private static Optional<String> forbidden(Campaign campaign, Customer customer) {
      return Permission.forbidden(customer.profile(), customer.mailLogOrNone(), campaign.purpose());
    }

    CampaignChange counted() {
      return new CampaignChange(audience, reached, underWay, stranded, finishing);
    }
  }
}
