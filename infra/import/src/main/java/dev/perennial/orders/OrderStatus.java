package dev.perennial.orders;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a shop's word for the state of an order means for its points. */
enum OrderStatus {
  /** Money came in. */
  PAID,
  /** All of it went back. */
  REFUNDED,
  /** None came in, or not all of it yet, or the order was cancelled before. */
  NOT_PAID;

  /** The words of Shopify's financial status and of WooCommerce's order status. */
  private static final Map<String, OrderStatus> WORDS =
      Map.ofEntries(
          Map.entry("paid", PAID),
          Map.entry("processing", PAID),
          Map.entry("completed", PAID),
          Map.entry("partially_refunded", PAID),
          Map.entry("refunded", REFUNDED),
          Map.entry("pending", NOT_PAID),
          Map.entry("authorized", NOT_PAID),
          Map.entry("partially_paid", NOT_PAID),
          Map.entry("expired", NOT_PAID),
          Map.entry("voided", NOT_PAID),
          Map.entry("unpaid", NOT_PAID),
          Map.entry("on_hold", NOT_PAID),
          Map.entry("failed", NOT_PAID),
          Map.entry("cancelled", NOT_PAID),
          Map.entry("checkout_draft", NOT_PAID));

  /** What a word means; null when nobody knows. */
  static @Nullable OrderStatus of(String word) {
    var plain = word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return WORDS.get(plain.startsWith("wc_") ? plain.substring(3) : plain);
  }

  static String known() {
    return "one of " + String.join(", ", WORDS.keySet().stream().sorted().toList());
  }
}
