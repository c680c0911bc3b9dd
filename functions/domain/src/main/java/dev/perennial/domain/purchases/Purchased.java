package dev.perennial.domain.purchases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.money.Amounts;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A purchase was recorded.
 *
 * @param digest of the purchase's canonical content: tells the same again from another
 * @param currency the shop's, which its amounts are in
 * @param original what was paid in another currency; null in the shop's own
 * @param paid what was paid for goods: after discounts, before tax and shipping
 * @param order which order of the customer this is, 1 for the first
 * @param terms what it earns by, whatever goes back later
 * @param earned points for the paid lines
 * @param debtPaid of the earned points, those that paid debt and went into no lot
 * @param counted whether its points are noted by their day
 * @param referrer whose code brought the customer: of a first order, and null of most
 * @param watched by which names segments asked for something of it, when it was recorded
 */
public record Purchased(
    String purchaseId,
    String digest,
    String currency,
    @Nullable Original original,
    @Nullable String brand,
    @Nullable String channel,
    @Nullable String couponCode,
    @Nullable String referralCode,
    long shipping,
    long tax,
    long paid,
    PaidLines lines,
    long order,
    Terms terms,
    long earned,
    long debtPaid,
    Lots.Lot lot,
    boolean counted,
    @Nullable String referrer,
    List<String> watched)
    implements DomainEvent {
  public Purchased {
    watched = List.copyOf(watched);
  }

  /**
   * A payment in another currency.
   *
   * @param paid for goods, after discounts and with what tax is in the prices; its minor units
   * @param rate what one of its units is in the shop's currency
   */
  public record Original(String currency, long paid, BigDecimal rate) {
    static @Nullable Original of(Purchase purchase, Conversion conversion) {
      return conversion.isNone()
          ? null
          : new Original(
              purchase.currency().getCurrencyCode(),
              purchase.goods() - purchase.reduction(),
              conversion.rate());
    }
  }

  /** How amounts of the currency that it was paid in are converted. */
  public Conversion conversion() {
    var own = Currency.getInstance(currency);
    return original == null
        ? Conversion.none(own)
        : new Conversion(Currency.getInstance(original.currency), own, original.rate);
  }

  /** The same with other lines. */
  public Purchased with(PaidLines other) {
    return with(other, watched);
  }

  /** The same for segments that ask for something of it by other names. */
  public Purchased watchedBy(List<String> names) {
    return with(lines, names);
  }

  private Purchased with(PaidLines other, List<String> names) {
    return new Purchased(
        purchaseId,
        digest,
        currency,
        original,
        brand,
        channel,
        couponCode,
        referralCode,
        shipping,
        tax,
        paid,
        other,
        order,
        terms,
        earned,
        debtPaid,
        lot,
        counted,
        referrer,
        names);
  }

  @Override
  public String eventType() {
    return "Purchase Recorded";
  }

  @Override
  public String entry() {
    return "purchase";
  }

  @Override
  public List<Posting> postings() {
    return earned == 0
        ? List.of()
        : List.of(Posting.into(Posting.Kind.ISSUED, lot, earned, debtPaid).ofBrand(brand));
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.days(days -> days.plus(next.day(), 1, paid, counted ? earned : 0));
    next.purchases(order);
    next.put(LastBought.SLICE, LastBought.SLICE.in(next).after(this, next.day()));
    next.put(Watched.SLICE, Watched.SLICE.in(next).plus(Watched.Kind.SKU, watched, next.day()));
    next.put(BonusesGiven.SLICE, BonusesGiven.SLICE.in(next).and(terms.bonuses()));
    if (referrer != null) {
      next.put(Referral.SLICE, Referral.SLICE.in(next).byFriend());
    }
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("purchaseId", purchaseId);
    detail.put("order", order);
    detail.put("currency", currency);
    detail.put("paid", Amounts.format(paid, Currency.getInstance(currency)));
    detail.put("earned", earned);
    if (original != null) {
      detail
          .putObject("original")
          .put("currency", original.currency)
          .put("paid", Amounts.format(original.paid, Currency.getInstance(original.currency)))
          .put("rate", original.rate.toPlainString());
    }
    if (brand != null) {
      detail.put("brand", brand);
    }
    if (channel != null) {
      detail.put("channel", channel);
    }
    if (answer != null) {
      tellCoupon(detail, answer);
      tellReferral(detail, answer);
    }
    var categories = new TreeSet<String>();
    for (var line : lines.list()) {
      if (line.category() != null) {
        categories.add(line.category());
      }
    }
    Event.putAll(detail, "categories", categories);
  }

  private static void tellCoupon(ObjectNode detail, Receipt answer) {
    var coupon = answer.coupon();
    if (coupon != null) {
      // never its code, which is good for something to whoever hears it
      var told = detail.putObject("coupon").put("used", coupon.used());
      if (coupon.used()) {
        told.put("rewardId", coupon.rewardId());
      } else {
        told.put("reason", coupon.reason());
      }
    }
  }

  private static void tellReferral(ObjectNode detail, Receipt answer) {
    var referral = answer.referral();
    if (referral != null) {
      // neither the code nor whose it is: the referrer has an event of their own
      var told = detail.putObject("referral").put("counted", referral.counted());
      if (!referral.counted()) {
        told.put("reason", referral.reason());
      }
    }
  }
}
