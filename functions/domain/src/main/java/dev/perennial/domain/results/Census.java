package dev.perennial.domain.results;

import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.programme.Programme;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts all customers once for all campaigns that are measured. What it keeps depends on days and
 * arms, not on how many customers there are, and not on the order in which they come.
 */
public final class Census {
  private final LocalDate today;
  private final Map<String, Tally> tallies = new TreeMap<>();

  /**
   * @param today in the shop's zone: windows that end before it are over
   */
  public Census(Programme programme, LocalDate today) {
    this.today = today;
    for (var campaign : programme.get(CampaignSet.SECTION).all()) {
      if (Assignments.isMeasured(campaign, programme.shop())) {
        tallies.put(campaign.id(), new Tally(campaign, programme.shop()));
      }
    }
  }

  /** The campaigns that are measured. */
  public List<String> campaigns() {
    return List.copyOf(tallies.keySet());
  }

  /**
   * Counts a customer.
   *
   * @param off what a coupon took off orders so far, by its code, in minor units; asked only of
   *     those that a campaign gave to who is counted
   */
  public void add(Customer customer, ToLongFunction<String> off) {
    var account = customer.account();
    if (account == null || account.erased()) {
      return;
    }
    var log = customer.mailLogOrNone();
    tallies.forEach(
        (id, tally) -> {
          tally.underWay(
              log.journeys().values().stream()
                  .filter(each -> each.campaign().equals(id) && !each.ended())
                  .count());
          var assigned = log.assigned().get(id);
          if (assigned != null) {
            tally.add(assigned, account.days(), today, off);
          }
        });
  }

  /**
   * The results of a campaign by now.
   *
   * @param before those of the census before; null for none
   */
  public Results results(String campaign, @Nullable Results before) {
    return Objects.requireNonNull(tallies.get(campaign), campaign).results(today, before);
  }
}
