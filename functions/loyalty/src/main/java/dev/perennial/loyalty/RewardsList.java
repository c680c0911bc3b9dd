package dev.perennial.loyalty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.rewards.Redemptions;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.domain.rewards.Stock;
import java.time.Instant;

/** The rewards, with what keeps a customer from each. */
final class RewardsList {
  private RewardsList() {}

  static ObjectNode of(Account account, RewardStore store, Rules rules, Instant now) {
    var currency = rules.programme().shop().currency();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", account.customerId());
    body.put("balance", account.balanceOn(rules.dayOf(now)));
    var rewards = body.putArray("rewards");
    for (var reward : rules.programme().get(Reward.SECTION).list()) {
      var each = rewards.addObject();
      each.put("rewardId", reward.id());
      each.put("name", reward.name());
      each.put("price", reward.price());
      each.put("off", Amounts.format(reward.offer().off(), currency));
      each.put("minimumOrder", Amounts.format(reward.offer().minimumOrder(), currency));
      var counted = reward.stock() != Reward.UNLIMITED;
      var stock = counted ? store.stock(reward.id()) : Stock.UNCOUNTED;
      var refused = Redemptions.refusal(reward, account, stock, rules, now);
      each.put("available", refused == null);
      if (refused != null) {
        each.put("reason", refused.reason().toString());
      }
    }
    return body;
  }
}
