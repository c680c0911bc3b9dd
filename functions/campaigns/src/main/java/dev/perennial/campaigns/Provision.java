package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rewards.Stock;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.CouponCode;
import dev.perennial.runtime.links.LinkSecret;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what the steps of journeys ask for beside the customer: most ask for nothing. */
final class Provision {
  private Provision() {}

  /** For journeys under way, after their customer was read. */
  static Supplies of(Collection<Journey> journeys, Customer customer, Rules rules, Stores stores) {
    var campaigns = new CampaignVersions(rules);
    var lines = Supplies.lines(journeys, campaigns);
    if (lines.isEmpty()) {
      return Supplies.NONE;
    }
    var person = PersonHistory.of(stores.history(), customer);
    var done =
        lines.stream().filter(key -> person.find(key).isPresent()).collect(Collectors.toSet());
    var coupons = Supplies.coupons(journeys, campaigns);
    var stocks = new HashMap<String, Stock>();
    for (var reward : coupons.values()) {
      if (!stocks.containsKey(reward) && isCounted(rules.programme(), reward)) {
        stocks.put(reward, stores.rewards().stock(reward));
      }
    }
    return new Supplies(
        done, stocks, coupons.isEmpty() ? Map.of() : codes(coupons, customer, stores));
  }

  private static boolean isCounted(Programme programme, String id) {
    var reward = Reward.find(programme, id);
    return reward != null && reward.stock() != Reward.UNLIMITED;
  }

  private static Map<String, String> codes(
      Map<String, String> coupons, Customer customer, Stores stores) {
    var links = LinkSecret.links(stores.programme());
    return coupons.keySet().stream()
        .collect(Collectors.toMap(id -> id, id -> CouponCode.of(links, customer.customerId(), id)));
  }
}
