package dev.perennial.domain.rewards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The coupons that an order carries, known from the first on, which may be before its purchase is
 * reported.
 *
 * @param version counts its writes: 0 before the first
 * @param codes in the order in which they came
 * @param alone true when one of them stands beside no other
 * @param later what a later release keeps here and this one doesn't know
 */
public record Carried(
    String customerId,
    String purchaseId,
    long version,
    List<String> codes,
    boolean alone,
    Map<String, JsonNode> later) {
  /** How many coupons one order carries at most. */
  public static final int MAX = 10;

  public Carried {
    codes = List.copyOf(codes);
    later = Map.copyOf(later);
  }

  /** One of which no later release knows more. */
  public Carried(
      String customerId, String purchaseId, long version, List<String> codes, boolean alone) {
    this(customerId, purchaseId, version, codes, alone, Map.of());
  }

  /** Of an order that carries none. */
  public static Carried none(String customerId, String purchaseId) {
    return new Carried(customerId, purchaseId, 0, List.of(), false);
  }

  /** Whether one more may come to these: all of them must stack, and there must be room. */
  boolean takes(Coupon coupon) {
    return codes.isEmpty() || (!alone && coupon.offer().stacks() && codes.size() < MAX);
  }

  /** These without one; what stands alone is the only one. */
  Carried without(Coupon coupon) {
    var left = codes.stream().filter(code -> !code.equals(coupon.code())).toList();
    return new Carried(customerId, purchaseId, version + 1, left, alone && !left.isEmpty(), later);
  }

  Carried with(Coupon coupon) {
    var more = new ArrayList<>(codes);
    more.add(coupon.code());
    return new Carried(
        customerId, purchaseId, version + 1, more, alone || !coupon.offer().stacks(), later);
  }
}
