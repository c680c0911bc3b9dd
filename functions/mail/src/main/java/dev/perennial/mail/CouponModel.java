package dev.perennial.mail;

import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Reward;
import java.util.HashMap;
import java.util.Map;

/** The coupon that a mail's own journey issued before it; of several the last of the file. */
final class CouponModel {
  private CouponModel() {}

  /** What a template may say of it; nothing when the journey issued none. */
  static Map<String, Object> of(
      Customer customer, String sendId, String campaign, HistoryStore history, Rules rules) {
    var programme = new CampaignVersions(rules).programme(customer.mailLogOrNone(), sendId);
    var found = programme.get(CampaignSet.SECTION).find(campaign);
    if (found.isEmpty()) {
      return Map.of();
    }
    var person = PersonHistory.of(history, customer);
    return Supplies.redemptions(found.get(), sendId).stream()
        .flatMap(id -> person.find(LineId.redemption(id)).stream())
        .map(line -> line.event() instanceof Redeemed redeemed ? told(redeemed, rules) : null)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(Map.of());
  }

  private static Map<String, Object> told(Redeemed redeemed, Rules rules) {
    var coupon = new HashMap<String, Object>();
    coupon.put("code", redeemed.code());
    coupon.put("expiresOn", PointsModel.DAY.format(redeemed.expires()));
    var reward = Reward.find(rules.programme(), redeemed.rewardId());
    if (reward != null) {
      coupon.put("name", reward.name());
    }
    amount(coupon, "off", redeemed.offer().off(), rules);
    amount(coupon, "minimumOrder", redeemed.offer().minimumOrder(), rules);
    return coupon;
  }

  private static void amount(Map<String, Object> coupon, String name, long minor, Rules rules) {
    if (minor > 0) {
      var currency = rules.programme().shop().currency();
      var amount = minor / (double) Amounts.minorPerUnit(currency);
      coupon.put(name, PointsModel.written(amount, currency));
    }
  }
}
