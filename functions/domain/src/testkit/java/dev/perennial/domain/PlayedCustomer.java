package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.perennial.domain.activities.Activities;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.activities.Reviews;
import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.customers.Comeback;
import dev.perennial.domain.customers.ProfilePatch;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.merges.Merging;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.referrals.Referrals;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.refunds.Returned;
import dev.perennial.domain.revisions.Revisions;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Coupons;
import dev.perennial.domain.rewards.PresentedCoupon;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Redemptions;
import dev.perennial.domain.rewards.Stock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose history is played: every change is applied as a store would, and after each the
 * ledger folds to the account.
 */
public final class PlayedCustomer {
  private final Rules rules;
  private final Consumer<Object> written;
  private final List<HistoryLine> ledger = new ArrayList<>();
  private final PlayedRewards rewards;
  private final String id;
  private final List<HistoryLine> former = new ArrayList<>();

  private Customer customer;
  private Account folded;

  public PlayedCustomer(Rules rules) {
    this(rules, _ -> {});
  }

  /**
   * @param written is told of every record that a store would write
   */
  public PlayedCustomer(Rules rules, Consumer<Object> written) {
    this("anna", rules, written);
  }

  /** One of another name. */
  public PlayedCustomer(String id, Rules rules, Consumer<Object> written) {
    this.id = id;
    this.rules = rules;
    this.written = written;
    rewards = new PlayedRewards(written);
    customer = new Customer(id, null, null, null);
    folded = Account.empty(id, "member");
  }

  /** The same customer under other rules. */
  public PlayedCustomer(Rules rules, PlayedCustomer before) {
    this.rules = rules;
    id = before.id;
    former.addAll(before.former);
    written = before.written;
    ledger.addAll(before.ledger);
    rewards = new PlayedRewards(before.rewards);
    customer = before.customer;
    folded = before.folded;
  }

  public Customer customer() {
    return customer;
  }

  public Account account() {
    return customer.accountOr("member");
  }

  public List<HistoryLine> ledger() {
    return Collections.unmodifiableList(ledger);
  }

  public HistoryLine last() {
    return ledger.getLast();
  }

  public HistoryLine line(String lineId) {
    return all().filter(line -> line.id().equals(lineId)).findFirst().orElseThrow();
  }

  private Stream<HistoryLine> all() {
    return Stream.concat(ledger.stream(), former.stream());
  }

  public Merging.Outcome merge(PlayedCustomer other, Instant now) {
    return PlayedMerge.of(this, other, rules, now);
  }

  List<HistoryLine> former() {
    return former;
  }

  /** Lots of the account on a day, as text. */
  public String lotsOn(String day) {
    return Notation.text(account().lots().settledOn(LocalDate.parse(day)));
  }

  /** Buys at once. */
  public Purchases.Outcome.Recorded buy(Purchase purchase) {
    return buy(purchase, purchase.at());
  }

  public Purchases.Outcome.Recorded buy(Purchase purchase, Instant now) {
    return buy(purchase, null, now);
  }

  /**
   * Buys with a referral code, if the purchase names one.
   *
   * @param holder whose the code is
   */
  public Purchases.Outcome.Recorded buy(Purchase purchase, @Nullable String holder, Instant now) {
    var outcome = decide(purchase, holder, now);
    var recorded = assertInstanceOf(Purchases.Outcome.Recorded.class, outcome);
    apply(recorded.change());
    return recorded;
  }

  /** Buys if it can be. */
  public boolean tryBuy(Purchase purchase, Instant now) {
    if (decide(purchase, null, now) instanceof Purchases.Outcome.Recorded recorded) {
      apply(recorded.change());
      return true;
    }
    return false;
  }

  private Purchases.Outcome decide(Purchase purchase, @Nullable String holder, Instant now) {
    var code = purchase.couponCode();
    var id = purchase.purchaseId();
    var known =
        new Checkout.Known(
            holder, under(id), code == null ? null : presented(code, id, now), returned(purchase));
    return Checkout.decide(customer, purchase, known, rules, now);
  }

  private List<HistoryLine> under(String purchaseId) {
    return PersonHistory.ofOrder(purchaseId, customer.own(all().toList()));
  }

  private Map<String, List<HistoryLine>> returned(Purchase purchase) {
    var returned = new TreeMap<String, List<HistoryLine>>();
    for (var each : purchase.returns()) {
      if (each.purchaseId() != null) {
        returned.put(each.purchaseId(), LineId.ofPurchase(each.purchaseId(), ledger));
      }
    }
    return returned;
  }

  /** What an order's next version comes to; nothing is applied. */
  public Revisions.Outcome decide(Revisions.Revision revision, Instant now) {
    var id = revision.order().purchaseId();
    return Revisions.decide(customer, line(LineId.purchase(id)), under(id), revision, rules, now);
  }

  /** Gives an order its next version if it can be. */
  public boolean tryRevise(Revisions.Revision revision, Instant now) {
    if (decide(revision, now) instanceof Revisions.Outcome.Recorded recorded) {
      apply(recorded.change());
      return true;
    }
    return false;
  }

  /** What a refund of what is not bought yet comes to; nothing is applied. */
  public EarlyRefunds.Outcome decideEarly(Refund refund, Instant now) {
    return EarlyRefunds.decide(customer, refund, rules, now);
  }

  /** Refunds what is not bought yet. */
  public void early(Refund refund, Instant now) {
    var outcome = decideEarly(refund, now);
    apply(assertInstanceOf(EarlyRefunds.Outcome.Waits.class, outcome).change());
  }

  /** Refunds if it can be. */
  public boolean tryRefund(Refund refund, Instant now) {
    if (decide(refund, now) instanceof Refunds.Outcome.Recorded recorded) {
      apply(recorded.change());
      return true;
    }
    return false;
  }

  /** What a refund of anything recorded comes to; nothing is applied. */
  public Refunds.Outcome decide(Refund refund, Instant now) {
    var purchase = line(LineId.purchase(refund.purchaseId()));
    var returned = Returned.of(purchase, under(refund.purchaseId()));
    return Refunds.decide(customer, returned, refund, rules, now);
  }

  public Refunds.Outcome.Recorded refund(
      String id, String purchaseId, Instant now, Refund.Line... lines) {
    var refund = new Refund(id, purchaseId, "anna", now, List.of(lines));
    var recorded = assertInstanceOf(Refunds.Outcome.Recorded.class, decide(refund, now));
    apply(recorded.change());
    return recorded;
  }

  /** What a redemption comes to; nothing is applied. */
  public Redemptions.Outcome decide(String redemptionId, String rewardId, Instant now) {
    var asked = new Redemptions.Redemption(redemptionId, "anna", rewardId);
    return Redemptions.decide(customer, asked, stock(rewardId), "C" + redemptionId, rules, now);
  }

  public Redemptions.Outcome.Redeemed redeem(String redemptionId, String rewardId, Instant now) {
    var outcome = decide(redemptionId, rewardId, now);
    var redeemed = assertInstanceOf(Redemptions.Outcome.Redeemed.class, outcome);
    apply(redeemed.change());
    return redeemed;
  }

  public Redemptions.Cancelling.Cancelled cancel(String redemptionId, Instant now) {
    var outcome =
        Redemptions.cancel(customer, redeemed(redemptionId), coupon(redemptionId), rules, now);
    var cancelled = assertInstanceOf(Redemptions.Cancelling.Cancelled.class, outcome);
    apply(cancelled.change());
    return cancelled;
  }

  public Redeemed redeemed(String redemptionId) {
    return (Redeemed) line(LineId.redemption(redemptionId)).event();
  }

  public Coupon coupon(String redemptionId) {
    return Objects.requireNonNull(rewards.coupon("C" + redemptionId));
  }

  /** What using a coupon at the till comes to; what it writes is applied. */
  public Coupons.Outcome use(String code, Coupons.Order order, Instant now) {
    var presented = presented(code, order.purchaseId(), now);
    var outcome = Coupons.use(presented, order, rules, rules.dayOf(now));
    apply(Change.ofSides("anna", outcome.sides()));
    return outcome;
  }

  private PresentedCoupon presented(String code, String purchaseId, Instant now) {
    return rewards.presented(code, isEnded(rewards.coupon(code)), purchaseId, now);
  }

  private boolean isEnded(@Nullable Coupon coupon) {
    return coupon != null && customer.ended(line(LineId.redemption(coupon.redemptionId())));
  }

  public Stock stock(String rewardId) {
    return rewards.stock(rewardId);
  }

  /** What an activity comes to; nothing is applied. */
  public Activities.Outcome decide(Activity activity, Instant now) {
    var sku = activity.sku();
    var known =
        sku == null || !Reviews.mayEarn(activity, rules)
            ? Reviews.Known.NOTHING
            : new Reviews.Known(
                has(LineId.review(sku)),
                customer.own(ledger).stream()
                    .filter(line -> line.id().startsWith(LineId.PURCHASES))
                    .toList());
    return Activities.decide(customer, activity, known, rules, now);
  }

  /** Notes what a friend did, once however often it is heard. */
  public void note(String id, DomainEvent fact, Instant now) {
    if (!has(id)) {
      new Referrals.Note("anna", id, null, now, fact)
          .change(customer, rules, now)
          .ifPresent(this::apply);
    }
    var friends = Referral.SLICE.in(account()).friends();
    var own = customer.own(ledger);
    var back = own.stream().filter(line -> line.event() instanceof FriendReturned).count();
    var came = own.stream().filter(line -> line.event() instanceof FriendBought).count();
    assertEquals(came - back, friends, "friends");
  }

  private boolean has(String lineId) {
    return all().anyMatch(line -> line.id().equals(lineId));
  }

  /** Does something that is no purchase; under an id that is there, nothing is applied. */
  public @Nullable Receipt act(Activity activity, Instant now) {
    var id = LineId.activity(activity.activityId());
    if (has(id)) {
      return Activities.repeat(line(id), activity);
    }
    switch (decide(activity, now)) {
      case Activities.Outcome.Noted noted ->
          apply(Change.ofSides("anna", List.of()).with(null, List.of(noted.line())));
      case Activities.Outcome.Recorded recorded -> apply(recorded.change());
      default -> {}
    }
    return has(id) ? line(id).answer() : null;
  }

  public void put(Profile profile, Instant now) {
    var outcome = Profiles.put(customer, profile, rules, now);
    if (outcome instanceof Profiles.Outcome.Changed changed) {
      apply(changed.change());
    } else {
      assertInstanceOf(Profiles.Outcome.Unchanged.class, outcome);
    }
  }

  /** Erases the customer. */
  public void erase(Instant now) {
    var outcome = Profiles.erase(customer, rules, now);
    apply(assertInstanceOf(Profiles.Outcome.Changed.class, outcome).change());
  }

  /** Brings who was erased back. */
  public void comeBack(Profile profile, Instant now) {
    var outcome = Comeback.put(customer, ProfilePatch.of(profile), rules, now);
    apply(assertInstanceOf(Profiles.Outcome.Changed.class, outcome).change());
  }

  /** Applies a change as a store would, and checks what must hold after every change. */
  public void apply(Change change) {
    var account = change.account();
    assertEquals(account().version(), account == null ? account().version() : change.accountRead());
    for (var line : change.lines()) {
      written.accept(line);
      ledger.add(line);
      if (line.advancesAccount()) {
        folded = folded.after(line, rules.programme().shop().zone());
      }
    }
    change.sides().forEach(rewards::apply);
    var profile =
        switch (change.profile()) {
          case ProfileStep.Keep _ -> customer.profile();
          case ProfileStep.Put step -> step.profile();
          case ProfileStep.Remove _ -> null;
        };
    customer =
        new Customer(
            id,
            account == null ? customer.account() : account,
            profile,
            change.mailLog() == null ? customer.mailLog() : change.mailLog());
    if (account != null) {
      written.accept(account);
      assertEquals(List.of(), account.differences(folded, Evaluation.SLICES), "the fold");
    }
  }

  /** After each change one line was added to the fold; here all are folded from the first on. */
  public void checkFold() {
    var fold = Account.empty(id, "member");
    for (var line : ledger) {
      if (line.advancesAccount()) {
        fold = fold.after(line, rules.programme().shop().zone());
      }
    }
    assertEquals(List.of(), account().differences(fold, Evaluation.SLICES), "the whole fold");
  }
}
