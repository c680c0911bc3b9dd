package dev.perennial.orders;

import dev.perennial.domain.programme.Shop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/**
 * What the shop lays down for its order files.
 *
 * @param zone for times without an offset, and where days begin and end
 * @param currency of all prices
 * @param latest the last instant that an order may have
 */
public record Terms(ZoneId zone, Currency currency, Instant latest) {
  /**
   * The first instant that an order may have: the first programme holds from here, and what is
   * dated before is a date that was never filled in.
   */
  public static final Instant EARLIEST = Instant.EPOCH;

  /**
   * The terms of a shop.
   *
   * @param now by a real clock; orders may be of the next day, since clocks and zones differ
   */
  public static Terms of(Shop shop, Instant now) {
    var tomorrow = now.atZone(shop.zone()).toLocalDate().plusDays(1);
    var latest = tomorrow.plusDays(1).atStartOfDay(shop.zone()).toInstant().minusMillis(1);
    return new Terms(shop.zone(), shop.currency(), latest);
  }

  boolean allow(Instant at) {
    return !at.isBefore(EARLIEST) && !at.isAfter(latest);
  }

  /** The allowed time as a message says it. */
  String times() {
    return "a time from %s to %s"
        .formatted(EARLIEST.atZone(zone).toLocalDate(), latest.atZone(zone).toLocalDate());
  }
}
