package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.merges.Merging;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.revisions.Revisions;
import dev.perennial.domain.rewards.Coupons;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import dev.perennial.domain.rewards.Redemptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** One customer's years, step by step; every step draws from a seed of its own. */
public final class SimulatedHistory {
  private final List<Purchase> bought = new ArrayList<>();
  private final List<Refund> refunded = new ArrayList<>();
  private final List<String> redeemed = new ArrayList<>();
  private Rules rules = SimulatedProgrammes.rules(true);
  private PlayedCustomer played;
  private Instant now = Example.noon("2008-01-15");
  private final SimulatedSums sums = new SimulatedSums();
  private final SimulatedCurrencies currencies = new SimulatedCurrencies();

  private SimulatedHistory(Consumer<Object> written) {
    played = new PlayedCustomer(rules, written);
  }

  /** Lives a history; what must hold is checked after each step. Answers how many lines it made. */
  static int live(List<SimulatedStep> steps) {
    return live(steps, _ -> {});
  }

  /** The same; every record that a store would write is told. */
  public static int live(List<SimulatedStep> steps, Consumer<Object> written) {
    var history = new SimulatedHistory(written);
    for (var step : steps) {
      history.now = history.now.plus(Duration.ofMinutes(new Random(step.seed()).nextInt(20_000)));
      var before = history.played.account();
      history.take(step, new Random(step.seed() + 1));
      if (history.played.account().version() > before.version()) {
        var today = history.rules.dayOf(history.played.account().writtenAt());
        history.sums.noteDropped(before, history.played.account(), today);
      }
      history.sums.check(history.played);
    }
    history.sums.checkStatement(history.played, history.rules, history.now);
    history.played.checkFold();
    return history.played.ledger().size();
  }

  private void take(SimulatedStep step, Random random) {
    switch (step.kind()) {
      case BUY, BUY_AGAIN, BUY_AND_SPEND -> buy(random, "P" + step.number(), now);
      case BUY_DAILY -> buyDaily(random, "Y" + step.number());
      case BUY_LATE -> buyLate(random, "P" + step.number());
      case BUY_WITH_COUPON -> buyWithCoupon(random, "P" + step.number());
      case BUY_BY_FRIEND -> buyByFriend(random, "P" + step.number());
      case REPEAT -> SimulatedReturns.repeat(random, played, bought, refunded);
      case REFUND, REFUND_MORE -> refund("R" + step.number(), random, SimulatedOrders.back(random));
      case REFUND_OFTEN -> refundOften(random, "O" + step.number());
      case REFUND_MONEY -> refund("M" + step.number(), random, SimulatedOrders.money(random));
      case EXCHANGE -> exchange(random, "X" + step.number());
      case REVISE -> revise(random);
      case REFUND_EARLY -> refundEarly(random, step);
      case REORDER -> reorder(random, step);
      case REDEEM, REDEEM_MORE -> redeem(random, "D" + step.number());
      case CANCEL -> cancel(random);
      case ADJUST -> adjust(random, "A" + step.number());
      case REVIEW -> review(random, "V" + step.number(), now);
      case REVIEW_LATE ->
          review(
              random, "V" + step.number(), now.minus(Duration.ofHours(random.nextLong(400 * 24))));
      case FRIEND -> SimulatedReturns.friend(random, played, now);
      case MERGE -> merge(random, step);
      case PROFILE -> played.put(profile(random), now);
      case COME_BACK -> comeBack(random, step);
      case PASS -> NightlyPass.decide(played.customer(), rules, now).ifPresent(played::apply);
      case WAIT -> now = now.plus(Duration.ofDays(random.nextInt(300)));
      case FOLD -> {
        if (random.nextBoolean()) {
          played.checkFold();
        }
      }
      case NEW_PROGRAMME -> {
        rules = SimulatedProgrammes.rules(random.nextBoolean());
        played = new PlayedCustomer(rules, played);
      }
    }
  }

  private void buy(Random random, String id, Instant at) {
    bought(SimulatedOrders.purchase(random, id, at));
  }

  private void bought(Purchase purchase) {
    played.buy(purchase, now);
    saw(played, purchase);
    bought.add(purchase);
  }

  private void saw(PlayedCustomer of, Purchase purchase) {
    var line = of.line(LineId.purchase(purchase.purchaseId()));
    currencies.see(purchase, (Purchased) line.event(), rules);
  }

  /** For some weeks; it takes as long as as many other steps. */
  private void buyDaily(Random random, String id) {
    if (random.nextInt(6) == 0) {
      for (int i = random.nextInt(10, 40); i > 0; i--) {
        now = now.plus(Duration.ofDays(1));
        buy(random, id + "-" + i, now);
      }
    }
  }

  private void refundOften(Random random, String id) {
    if (random.nextInt(6) == 0) {
      var purchase = SimulatedReturns.pieceByPiece(played, id, random.nextInt(3000), now);
      saw(played, purchase);
      bought.add(purchase);
    }
  }

  private void buyLate(Random random, String id) {
    var at = now.minus(Duration.ofHours(random.nextLong(400 * 24)));
    var former = played.customer().formerIds();
    if (!former.isEmpty() && random.nextBoolean()) {
      // none of them was erased before they were merged: what is late is theirs
      bought(SimulatedOrders.purchase(random, id, at).of(former.getLast()));
    } else if (played.customer().ended("anna", at)) {
      var late = SimulatedOrders.purchase(random, id, at);
      assertFalse(played.tryBuy(late, now), "a purchase of before an erasure");
    } else {
      buy(random, id, at);
    }
  }

  /** Once or twice in these years: a history is to have time to get long. */
  private void comeBack(Random random, SimulatedStep step) {
    if (random.nextInt(6) > 0 || played.account().version() == 0) {
      return;
    }
    played.erase(now);
    now = now.plus(Duration.ofHours(random.nextInt(1000)));
    var purchase = SimulatedOrders.purchase(random, "P" + step.number(), now);
    assertFalse(played.tryBuy(purchase, now), "a purchase of somebody erased");
    now = now.plus(Duration.ofHours(1 + random.nextInt(1000)));
    played.comeBack(profile(random), now);
    for (var of : bought) {
      var refund = new Refund("late", of.purchaseId(), "anna", now, List.of());
      assertInstanceOf(Refunds.Outcome.CustomerErased.class, played.decide(refund, now));
      var revision = SimulatedOrders.revision(random, of);
      assertInstanceOf(Revisions.Outcome.CustomerErased.class, played.decide(revision, now));
    }
    for (var id : redeemed) {
      var order = new Coupons.Order("anna", "P" + step.number(), null);
      var use = played.use("C" + id, order, now);
      assertEquals(
          Coupons.Reason.ERASED,
          assertInstanceOf(Coupons.Outcome.Refused.class, use).reason(),
          "a coupon of before");
    }
    bought.clear();
    refunded.clear();
    redeemed.clear();
  }

  /** One coupon on two purchases: it is good, old, or nobody's; both are recorded all the same. */
  private void buyWithCoupon(Random random, String id) {
    redeem(random, "D" + id);
    var redemption =
        redeemed.isEmpty() || random.nextInt(4) == 0
            ? "D" + random.nextInt(200)
            : redeemed.get(redeemed.size() - 1 - random.nextInt(Math.min(2, redeemed.size())));
    for (var each : List.of(id, id + "b")) {
      var purchase = Example.withCoupon(each, now, 0, random.nextInt(5000), "C" + redemption);
      var coupon = Objects.requireNonNull(played.buy(purchase, now).receipt().coupon());
      bought.add(purchase);
      if (coupon.used()) {
        var issued = played.coupon(redemption);
        assertEquals(1, issued.uses().size(), "uses of a coupon that is good for one");
        assertTrue(purchase.goods() >= issued.offer().minimumOrder(), "the minimum order");
        redeemed.remove(redemption);
      }
    }
  }

  /** With a code that is a friend's, nobody's or the customer's own; it counts once at most. */
  private void buyByFriend(Random random, String id) {
    var holder = random.nextBoolean() ? "ben" : random.nextBoolean() ? "anna" : null;
    var counts = "ben".equals(holder) && played.account().purchases() == 0;
    var purchase = Example.withReferral(id, now, random.nextInt(5000));
    var told = Objects.requireNonNull(played.buy(purchase, holder, now).receipt().referral());
    assertEquals(counts, told.counted(), "a first order by a friend's code");
    bought.add(purchase);
  }

  /** A guest, who bought this and that and perhaps the same order, turns out to be the customer. */
  private void merge(Random random, SimulatedStep step) {
    var guest = new PlayedCustomer("G" + step.number(), rules, _ -> {});
    var orders = new ArrayList<Purchase>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      var at = now.minus(Duration.ofHours(random.nextLong(24 * 400)));
      var order = SimulatedOrders.purchase(random, "G" + step.number() + "-" + i, at);
      guest.buy(order.of("G" + step.number()), now);
      saw(guest, order);
      orders.add(order);
    }
    var taken = new Adjustments.Adjustment("T", "G", -random.nextInt(200), "because", "staff");
    if (random.nextBoolean()
        && Adjustments.decide(guest.customer(), taken, rules, now)
            instanceof Adjustments.Outcome.Adjusted adjusted) {
      guest.apply(adjusted.change());
    }
    var twice = orders.getFirst();
    if (random.nextInt(3) == 0 && !played.customer().ended("anna", twice.at())) {
      bought(twice);
    }
    guest.tryRefund(
        new Refund("R", twice.purchaseId(), "G", now, SimulatedOrders.back(random)), now);
    if (played.merge(guest, now) instanceof Merging.Outcome.Merge) {
      orders.stream().filter(order -> !bought.contains(order)).forEach(bought::add);
      guest.checkFold();
    }
  }

  /** Where the order must not matter: of two refunds, and of a purchase and its refund. */
  private void reorder(Random random, SimulatedStep step) {
    var purchase = SimulatedOrders.purchase(random, "Q" + step.number(), now);
    var one = new Refund("R1", purchase.purchaseId(), "anna", now, SimulatedOrders.back(random));
    var other =
        new Refund("R2", purchase.purchaseId(), "anna", now, SimulatedOrders.oneOf(purchase));
    if (random.nextInt(4) > 0) {
      return; // it takes as long as seven other steps
    }
    var early = copy();
    if (!(early.decideEarly(one, now) instanceof EarlyRefunds.Outcome.Waits)) {
      return;
    }
    early.early(one, now);
    early.buy(purchase, now);
    var after = copy();
    after.buy(purchase, now);
    after.tryRefund(one, now);
    assertSame(after, early, "a refund before its purchase and after it");
    early = copy();
    early.buy(purchase, now);
    early.tryRefund(other, now);
    if (early.tryRefund(one, now) && after.tryRefund(other, now)) {
      assertSame(after, early, "two refunds in either order");
    }
  }

  private PlayedCustomer copy() {
    return new PlayedCustomer(rules, played);
  }

  private static void assertSame(PlayedCustomer one, PlayedCustomer other, String what) {
    assertEquals(one.account().lots(), other.account().lots(), what);
    assertEquals(one.account().debt(), other.account().debt(), what);
    assertEquals(one.account().days(), other.account().days(), what);
  }

  private void refund(String id, Random random, List<Refund.Line> lines) {
    if (bought.isEmpty()) {
      return;
    }
    var of = bought.get(random.nextInt(bought.size()));
    var said = random.nextBoolean() ? null : of.currency().getCurrencyCode();
    var refund =
        new Refund(id, of.purchaseId(), "anna", now, lines, new Refund.PaidBack(said, 0, 0));
    if (played.tryRefund(refund, now)) {
      refunded.add(refund);
      var purchase = (Purchased) played.line(LineId.purchase(of.purchaseId())).event();
      currencies.checkRefunded(purchase, refund, (Refunded) played.last().event());
    }
  }

  private void exchange(Random random, String id) {
    var earlier =
        bought.isEmpty() || random.nextBoolean() ? null : bought.get(random.nextInt(bought.size()));
    var purchase = SimulatedOrders.exchange(random, id, now, earlier);
    if (played.tryBuy(purchase, now)) {
      saw(played, purchase);
      bought.add(purchase);
    }
  }

  private void revise(Random random) {
    if (!bought.isEmpty()) {
      var order = bought.get(random.nextInt(bought.size()));
      var next = SimulatedOrders.revision(random, order);
      if (played.tryRevise(next, now)) {
        currencies.checkRevised(next.order(), (Revised) played.last().event());
      }
    }
  }

  /** Of a purchase that may come in one of the next steps, or never. */
  private void refundEarly(Random random, SimulatedStep step) {
    var purchaseId = "P" + (step.number() + 1 + random.nextInt(6));
    var refund =
        new Refund("E" + step.number(), purchaseId, "anna", now, SimulatedOrders.back(random));
    if (played.decideEarly(refund, now) instanceof EarlyRefunds.Outcome.Waits waits) {
      played.apply(waits.change());
    }
  }

  private void redeem(Random random, String id) {
    var reward = List.of("mug", "cup", "fan", "pin").get(random.nextInt(4));
    if (played.decide(id, reward, now) instanceof Redemptions.Outcome.Redeemed recorded) {
      played.apply(recorded.change());
      redeemed.add(id);
      checkFirstToExpire(played.redeemed(id));
    }
  }

  /** Nothing is left that could have been spent and expires before the last that was. */
  private void checkFirstToExpire(Redeemed spent) {
    var today = rules.dayOf(now);
    var last = spent.takes().getLast().lot().expiry();
    var next = played.account().lots().nextExpiryOn(today);
    assertTrue(next == null || !next.getKey().isBefore(last), "what expires first is spent first");
  }

  private void cancel(Random random) {
    if (!redeemed.isEmpty()) {
      var id = redeemed.remove(random.nextInt(redeemed.size()));
      played.cancel(id, now);
      var back = (RedemptionCancelled) played.last().event();
      assertEquals(played.redeemed(id).points(), back.points(), "a cancel returns what was spent");
    }
  }

  private void adjust(Random random, String id) {
    var points = random.nextInt(1, 300) * (random.nextBoolean() ? 1 : -1);
    var asked = new Adjustments.Adjustment(id, "anna", points, "because", "staff");
    if (Adjustments.decide(played.customer(), asked, rules, now)
        instanceof Adjustments.Outcome.Adjusted adjusted) {
      played.apply(adjusted.change());
    }
  }

  /**
   * A review of what was bought, perhaps, and perhaps reviewed before. What was told is told again
   * for the same, and nobody is told it for another under its id.
   */
  private void review(Random random, String id, Instant at) {
    var review = Example.review(id, "S" + random.nextInt(4), at);
    var told = played.act(review, now);
    var lines = played.ledger().size();
    assertEquals(told, played.act(review, now), "the same review again");
    if (told != null) {
      assertNull(played.act(Example.review(id, "other", at), now), "another under its id");
    }
    assertEquals(lines, played.ledger().size(), "a review again leaves no line");
  }

  private Profile profile(Random random) {
    // before the first simulated instant, and after an erasure: what is to come is refused
    var account = played.account();
    var ended = account.erased() ? account.writtenAt() : played.customer().life().ended();
    var at = ended.isAfter(Instant.EPOCH) ? ended.plusSeconds(1) : Example.noon("2008-01-01");
    var given = new Profile.Consent(random.nextBoolean(), at, "form", null);
    return Example.anna().with("email", given);
  }
}
