package dev.perennial.domain.explanation;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.campaigns.Timetable;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.segments.Clause;
import dev.perennial.domain.segments.Clauses;
import dev.perennial.domain.segments.SegmentSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer is in a campaign, was, or never came into it.
 *
 * @param campaign its id
 * @param inForce whether it is a campaign of the programme in force; of others only the past is
 *     known
 * @param past what happened
 * @param present what an entry would meet now; null when it is not in force
 * @param next the first entry to come if nobody does anything; null when none is foreseen
 * @param until how far was looked
 */
public record Why(
    String campaign,
    boolean inForce,
    Past past,
    @Nullable Present present,
    @Nullable Coming next,
    Instant until) {
  /** As far as is looked, in days: whatever comes within a year comes before. */
  static final int HORIZON = 400;

  /**
   * An entry to come.
   *
   * @param arm that gets nothing, empty of everybody else
   */
  record Coming(Instant at, String arm) {}

  /**
   * What an entry would meet now.
   *
   * @param obstacle why it would not be made, as decisions name it; empty when it would
   * @param from when a limit leaves room again; null when no limit is in the way, or nobody knows
   * @param address why its mails would be held when they are sent, since others had the address;
   *     empty when they would not
   * @param arm that the customer would be in, or is; empty of those who get what is sent
   * @param trigger what came near to starting it; null of a schedule's
   * @param tick when the schedule fires next; null of an event's
   * @param audience null when everybody is in it
   */
  record Present(
      String obstacle,
      @Nullable Instant from,
      String address,
      String arm,
      @Nullable Heard trigger,
      @Nullable Instant tick,
      @Nullable Audience audience) {}

  /**
   * A segment, and the customer.
   *
   * @param member whether the customer is in it now, by the files in force
   * @param clauses as they are now
   * @param unmet what is not met now, and the first nightly pass that would find it met
   */
  record Audience(String segment, boolean member, Clause clauses, List<Unmet> unmet) {}

  /**
   * What is not met.
   *
   * @param passes null when time alone changes nothing as far as is looked
   */
  record Unmet(Clause.Field field, @Nullable Instant passes) {}

  /**
   * Says it of campaigns.
   *
   * @param known of a customer who has an account that is not erased
   * @param asked ids, of campaigns in force or not
   */
  public static List<Why> of(Known known, Rules rules, List<String> asked, Instant now) {
    var campaigns = rules.programme().get(CampaignSet.SECTION);
    var inForce = new LinkedHashMap<String, Campaign>();
    for (var id : asked) {
      campaigns.find(id).ifPresent(campaign -> inForce.put(id, campaign));
    }
    var ahead = new Ahead(known, rules, now, inForce);
    ahead.look();
    var versions = new CampaignVersions(rules);
    var all = new ArrayList<Why>();
    for (var id : asked) {
      var campaign = inForce.get(id);
      all.add(
          new Why(
              id,
              campaign != null,
              Past.of(known, versions, id),
              campaign == null ? null : ahead.present(campaign),
              ahead.foresight.entrances().get(id),
              ahead.until));
    }
    return all;
  }

  /** Looks ahead as long as something that was asked is not known yet. */
  private static final class Ahead {
    private final Known known;
    private final Rules rules;
    private final Instant now;
    private final Instant until;
    private final Map<String, Campaign> asked;
    private final Foresight foresight;
    private final Map<String, Clauses> segments = new HashMap<>();
    private final Map<String, Clause> judged = new HashMap<>();
    private final Map<String, Map<Clause.Field, Instant>> passes = new HashMap<>();

    Ahead(Known known, Rules rules, Instant now, Map<String, Campaign> asked) {
      this.known = known;
      this.rules = rules;
      this.now = now;
      this.asked = asked;
      until = now.plus(Duration.ofDays(HORIZON));
      foresight = new Foresight(known, rules, now);
      var document = document(known.customer(), now);
      for (var campaign : asked.values()) {
        var segment = campaign.segment();
        if (segment != null && !segments.containsKey(segment)) {
          var pattern = rules.programme().get(SegmentSet.SECTION).pattern(segment);
          var clauses = Clauses.of(pattern.orElseThrow());
          segments.put(segment, clauses);
          judged.put(segment, clauses.judge(document));
          passes.put(segment, new HashMap<>());
        }
      }
    }

    private String document(Customer customer, Instant at) {
      var account = Objects.requireNonNull(customer.account(), "asked for before");
      return Evaluation.document(account, customer.profile(), rules, at).json();
    }

    void look() {
      while (isOpen() && foresight.now().isBefore(until)) {
        if (foresight.step() && !isKnown()) {
          judge(document(foresight.customer(), foresight.now()));
        }
      }
    }

    private boolean isOpen() {
      return !foresight.entrances().keySet().containsAll(asked.keySet()) || !isKnown();
    }

    private boolean isKnown() {
      return judged.entrySet().stream()
          .allMatch(each -> found(each.getKey()).size() == each.getValue().unmet().size());
    }

    private Map<Clause.Field, Instant> found(String segment) {
      return Objects.requireNonNull(passes.get(segment));
    }

    private void judge(String document) {
      segments.forEach(
          (segment, clauses) -> {
            var still = clauses.judge(document).unmetAnyhow();
            for (var field : Objects.requireNonNull(judged.get(segment)).unmet()) {
              if (still.stream().noneMatch(field::asksTheSame)) {
                found(segment).putIfAbsent(field, foresight.now());
              }
            }
          });
    }

    Present present(Campaign campaign) {
      var obstacle = Obstacle.of(known, campaign, rules, now);
      return new Present(
          obstacle.reason(),
          obstacle.from(),
          address(campaign),
          obstacle.arm(),
          Heard.of(known, campaign),
          Timetable.of(new CampaignSet(List.of(campaign)), rules.programme().shop().zone())
              .next(now)
              .orElse(null),
          audience(campaign));
    }

    private String address(Campaign campaign) {
      var profile = known.customer().profile();
      return profile == null || campaign.flow().mail().isEmpty()
          ? ""
          : known
              .address()
              .forbidden(campaign.purpose(), profile.consentFor(campaign.purpose()))
              .orElse("");
    }

    private @Nullable Audience audience(Campaign campaign) {
      var segment = campaign.segment();
      var account = known.customer().account();
      if (segment == null || account == null) {
        return null;
      }
      var clause = Objects.requireNonNull(judged.get(segment));
      var unmet =
          clause.unmet().stream().map(each -> new Unmet(each, found(segment).get(each))).toList();
      var judgedNow = Evaluation.evaluate(account, known.customer().profile(), rules, now);
      return new Audience(segment, judgedNow.segments().contains(segment), clause, unmet);
    }
  }
}
