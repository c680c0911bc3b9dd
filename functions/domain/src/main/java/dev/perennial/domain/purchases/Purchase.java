package dev.perennial.domain.purchases;

import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.programme.Shop;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the shop reports it. Amounts are minor units of {@code currency}, 0 where absent.
 *
 * @param purchaseId the client's own id, unique for the customer
 * @param at business time
 * @param pricing how its amounts are to be read
 * @param discount off the whole order, beyond what the lines say; what the goods don't take up pays
 *     shipping
 * @param shipping after its own discount
 * @param returns goods that come back with it; those without a receipt are taken off what it costs
 */
public record Purchase(
    String purchaseId,
    String customerId,
    Instant at,
    Currency currency,
    Pricing pricing,
    @Nullable String brand,
    @Nullable String channel,
    long discount,
    long shipping,
    long tax,
    @Nullable String couponCode,
    @Nullable String referralCode,
    List<Line> lines,
    List<Return> returns) {
  public Purchase {
    lines = List.copyOf(lines);
    returns = List.copyOf(returns);
  }

  /** At plain prices, with nothing that comes back. */
  public Purchase(
      String purchaseId,
      String customerId,
      Instant at,
      Currency currency,
      @Nullable String brand,
      @Nullable String channel,
      long discount,
      long shipping,
      long tax,
      @Nullable String couponCode,
      @Nullable String referralCode,
      List<Line> lines) {
    this(
        purchaseId,
        customerId,
        at,
        currency,
        Pricing.PLAIN,
        brand,
        channel,
        discount,
        shipping,
        tax,
        couponCode,
        referralCode,
        lines,
        List.of());
  }

  /** The same of another id of the same person: the one under which it is, or was, recorded. */
  public Purchase of(String id) {
    return id.equals(customerId)
        ? this
        : new Purchase(
            purchaseId,
            id,
            at,
            currency,
            pricing,
            brand,
            channel,
            discount,
            shipping,
            tax,
            couponCode,
            referralCode,
            lines,
            returns);
  }

  /** What its goods cost: after the lines' discounts, before its own, tax and shipping. */
  public long goods() {
    return lines.stream().mapToLong(Line::net).reduce(0, Math::addExact);
  }

  /** Whether its prices contain the tax: as it says, or else the shop. */
  public boolean isTaxIncluded(Shop shop) {
    return Objects.requireNonNullElse(pricing.taxIncluded, shop.taxIncluded());
  }

  /** Of its canonical content: tells the same again from another. */
  public String digest() {
    return PurchaseDigest.of(this);
  }

  /** What is taken off the goods: its discount and what is traded in, as far as they cost that. */
  public long reduction() {
    var tradedIn =
        returns.stream()
            .filter(each -> each.purchaseId == null)
            .mapToLong(Return::worth)
            .reduce(discount, Math::addExact);
    return Math.min(goods(), tradedIn);
  }

  /**
   * How amounts are to be read.
   *
   * @param rate what one unit of the purchase's currency is in the shop's own; null for the shop's
   *     currency, and when the programme's rates say it
   * @param taxIncluded whether prices contain the tax; null when the programme says it
   */
  public record Pricing(@Nullable BigDecimal rate, @Nullable Boolean taxIncluded) {
    /** As the programme says. */
    public static final Pricing PLAIN = new Pricing(null, null);
  }

  /**
   * One line of a purchase.
   *
   * @param lineId the client's own id of the line, unique in the purchase; null when it has none
   * @param quantity above 0, in millionths
   * @param unitPrice in millionths of a minor unit, 0 for a gift
   * @param discount off the whole line
   * @param total what the line costs after its discount, where the client says so; null for
   *     quantity times price less discount
   * @param tax of the line after all discounts, null when it does not say
   * @param unitCost what the shop paid for one, null when it does not say
   */
  public record Line(
      @Nullable String lineId,
      String sku,
      @Nullable String category,
      long quantity,
      long unitPrice,
      long discount,
      @Nullable Long total,
      @Nullable Long tax,
      @Nullable Long unitCost) {
    /** So many whole pieces at a price in whole minor units. */
    public Line(
        String sku,
        @Nullable String category,
        long pieces,
        long unitPrice,
        long discount,
        @Nullable Long unitCost) {
      this(
          null,
          sku,
          category,
          Millionths.of(pieces),
          Millionths.of(unitPrice),
          discount,
          null,
          null,
          unitCost);
    }

    /** Price of the line before the order's discount. */
    public long net() {
      return Objects.requireNonNullElseGet(
          total, () -> Math.subtractExact(Millionths.product(quantity, unitPrice), discount));
    }
  }

  /**
   * Goods that come back with a purchase, as at a till.
   *
   * @param purchaseId which they were bought with; null when nobody knows: then they are traded in
   * @param lineId of that purchase's line, null when it has none
   * @param quantity above 0, in millionths
   * @param unitPrice in millionths of a minor unit
   */
  public record Return(
      @Nullable String purchaseId,
      @Nullable String lineId,
      String sku,
      long quantity,
      long unitPrice) {
    /** What they are taken back for, in minor units. */
    public long worth() {
      return Millionths.product(quantity, unitPrice);
    }
  }
}
