package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Redemptions;
import dev.perennial.domain.rewards.Redemptions.Outcome;
import dev.perennial.domain.rewards.Redemptions.Redemption;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rewards.Stock;
import dev.perennial.doors.Http;
import dev.perennial.doors.LinkSecret;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Receipts;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a reward for points: a coupon. */
final class Redeeming {
  private final Desk desk;

  Redeeming(Desk desk) {
    this.desk = desk;
  }

  APIGatewayV2HTTPResponse redeem(Redemption redemption) {
    return desk.until((rules, now) -> once(redemption, rules, now));
  }

  private Optional<APIGatewayV2HTTPResponse> once(Redemption asked, Rules rules, Instant now) {
    var stores = desk.stores();
    var customer = stores.customers().read(asked.customerId());
    if (customer.erased()) {
      return Optional.of(Http.problem(Problem.erased()));
    }
    if (customer.account() == null) {
      return Optional.of(Http.problem(Problem.customerUnknown()));
    }
    var stock = stock(Reward.find(rules.programme(), asked.rewardId()));
    var code =
        LinkSecret.links(stores.programme())
            .code("coupon", asked.customerId() + "/" + asked.redemptionId());
    return switch (Redemptions.decide(customer, asked, stock, code, rules, now)) {
      case Outcome.Redeemed redeemed ->
          switch (stores.customers().write(redeemed.change())) {
            case Written.Done _ -> Optional.of(answer(201, redeemed.line(), rules));
            case Written.LineExists exists -> again(exists.line(), asked, rules);
            case Written.Stale _ -> Optional.empty();
          };
      case Outcome.UnknownReward _ ->
          refused(asked, rules, 404, "reward-unknown", "there is no reward " + asked.rewardId());
      case Outcome.Refused no ->
          refused(
              asked,
              rules,
              409,
              "reward-refused-" + no.reason(),
              "the reward " + asked.rewardId() + " can't be had: " + no.what());
    };
  }

  private Stock stock(@Nullable Reward reward) {
    return reward == null || reward.stock() == Reward.UNLIMITED
        ? Stock.UNCOUNTED
        : desk.stores().rewards().stock(reward.id());
  }

  /** What can't be had any more may be what was had before: then it has its answer. */
  private Optional<APIGatewayV2HTTPResponse> refused(
      Redemption asked, Rules rules, int status, String type, String detail) {
    var id = LineId.redemption(asked.redemptionId());
    var existing = desk.stores().history().find(asked.customerId(), id);
    return existing.isPresent()
        ? again(existing.get(), asked, rules)
        : Desk.problem(status, type, detail, "/rewardId");
  }

  private static Optional<APIGatewayV2HTTPResponse> again(
      HistoryLine existing, Redemption asked, Rules rules) {
    return existing.event() instanceof Redeemed before && before.rewardId().equals(asked.rewardId())
        ? Optional.of(answer(200, existing, rules))
        : Desk.problem(
            409,
            "redemption-conflict",
            "redemption " + asked.redemptionId() + " was recorded before with another reward",
            "/redemptionId");
  }

  private static APIGatewayV2HTTPResponse answer(int status, HistoryLine line, Rules rules) {
    var redeemed = (Redeemed) line.event();
    var currency = rules.programme().shop().currency();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("redemptionId", redeemed.redemptionId());
    body.put("rewardId", redeemed.rewardId());
    var coupon = body.putObject("coupon");
    coupon.put("code", redeemed.code());
    coupon.put("off", Amounts.format(redeemed.offer().off(), currency));
    coupon.put("minimumOrder", Amounts.format(redeemed.offer().minimumOrder(), currency));
    coupon.put("uses", redeemed.offer().uses());
    coupon.put("bound", redeemed.offer().bound());
    coupon.put("stacks", redeemed.offer().stacks());
    coupon.put("expires", redeemed.expires().toString());
    Receipt receipt = Objects.requireNonNull(line.answer());
    return Http.json(status, Receipts.put(body, receipt));
  }
}
