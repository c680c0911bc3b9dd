package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
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
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Receipts;
import dev.perennial.runtime.links.CouponCode;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.Objects;

/** Gives a reward for points: a coupon. */
record RedeemReward(Stores stores, Redemption asked)
    implements Command<RedeemReward.State, APIGatewayV2HTTPResponse> {

  /**
   * The customer, and what a coupon of the reward would be.
   *
   * @param stock what is left of the reward
   * @param code of the coupon, "" for a customer who can have none
   */
  record State(Customer customer, Stock stock, String code) {}

  @Override
  public String customerId() {
    return asked.customerId();
  }

  @Override
  public State read(Customer customer, Moment at) {
    if (customer.account() == null || customer.erased()) {
      return new State(customer, Stock.UNCOUNTED, "");
    }
    var reward = Reward.find(at.rules().programme(), asked.rewardId());
    var stock =
        reward == null || reward.stock() == Reward.UNLIMITED
            ? Stock.UNCOUNTED
            : stores.rewards().stock(reward.id());
    var links = LinkSecret.links(stores.programme());
    return new State(
        customer, stock, CouponCode.of(links, customer.customerId(), asked.redemptionId()));
  }

  @Override
  public Decision<APIGatewayV2HTTPResponse> decide(State state, Moment at) {
    if (state.customer.erased()) {
      return new Decision.Answer<>(Http.problem(Problem.erased()));
    }
    if (state.customer.account() == null) {
      return new Decision.Answer<>(Http.problem(Problem.customerUnknown()));
    }
    var rules = at.rules();
    return switch (Redemptions.decide(
        state.customer, asked, state.stock, state.code, rules, at.now())) {
      case Outcome.Redeemed redeemed ->
          new Decision.Write<>(redeemed.change(), answer(201, redeemed.line(), rules));
      case Outcome.UnknownReward _ ->
          refused(404, "reward-unknown", "there is no reward " + asked.rewardId());
      case Outcome.Refused no ->
          refused(
              409,
              "reward-refused-" + no.reason(),
              "the reward " + asked.rewardId() + " can't be had: " + no.what());
    };
  }

  /** What can't be had any more may be what was had before: then it has its answer. */
  private Decision<APIGatewayV2HTTPResponse> refused(int status, String type, String detail) {
    return new Decision.AnswerUnless<>(
        LineId.redemption(asked.redemptionId()),
        Http.problem(new Problem(status, type, detail, "/rewardId")));
  }

  @Override
  public Existing<APIGatewayV2HTTPResponse> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(
        line.event() instanceof Redeemed before && before.rewardId().equals(asked.rewardId())
            ? answer(200, line, at.rules())
            : Http.problem(
                new Problem(
                    409,
                    "redemption-conflict",
                    "redemption "
                        + asked.redemptionId()
                        + " was recorded before with another reward",
                    "/redemptionId")));
  }

  @Override
  public Existing<APIGatewayV2HTTPResponse> ended(HistoryLine line, Moment at) {
    return new Existing.Answers<>(Http.problem(Problem.erased()));
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
