package dev.perennial.domain.campaigns;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.programme.Shop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Who is held out, by a hash of campaign and customer: the same answer whenever it is asked, and as
 * good as chance over many.
 */
final class Arms {
  /** What no campaign is called: the group that gets none. */
  private static final String ALL = "*";

  private Arms() {}

  /**
   * The arm of a customer who enters; empty of those who get what the campaign sends. One of whom
   * any id is held out stays so.
   */
  static String of(Campaign campaign, Customer customer, Shop shop) {
    if (anyBelow(shop.control(), ALL, customer)) {
      return Journey.CONTROL;
    }
    return anyBelow(campaign.holdout(), campaign.id(), customer) ? Journey.HELD_OUT : "";
  }

  private static boolean anyBelow(int share, String what, Customer customer) {
    return share > 0
        && Stream.concat(Stream.of(customer.customerId()), customer.allFormerIds().stream())
            .anyMatch(id -> percentile(what, id) < share);
  }

  /** The way that a customer takes at a split: always the same. */
  static String way(
      String campaign, String place, Customer customer, SortedMap<String, Step.Way> ways) {
    var all = ways.values().stream().mapToInt(Step.Way::share).sum();
    var drawn = percentile(campaign + " " + place, customer.customerId()) * all / 100;
    for (var each : ways.entrySet()) {
      drawn -= each.getValue().share();
      if (drawn < 0) {
        return each.getKey();
      }
    }
    return ways.lastKey();
  }

  /** 0 to below 100, evenly over customers, and independent of that of another question. */
  private static double percentile(String what, String customerId) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((what + "\n" + customerId).getBytes(StandardCharsets.UTF_8));
      long bits = 0;
      for (int i = 0; i < 6; i++) {
        bits = bits << 8 | (hash[i] & 0xff);
      }
      return bits * 100.0 / (1L << 48);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
