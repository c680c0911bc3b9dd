package dev.perennial.domain.programme;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shop itself.
 *
 * @param url where to buy, null when mails should not link to it
 * @param zone in which days, months and schedules begin
 * @param currency in which everything is counted
 * @param taxIncluded whether prices contain the tax, unless a purchase says otherwise
 * @param pace how much mail one customer gets
 * @param control of 100 customers, those who get no campaign at all, so that all can be measured
 * @param economics what is left of revenue, and what mails cost
 * @param countClicks whether mails' links lead through a page that counts who follows them
 */
public record Shop(
    String name,
    @Nullable String url,
    ZoneId zone,
    Currency currency,
    boolean taxIncluded,
    Pace pace,
    int control,
    UnitEconomics economics,
    boolean countClicks) {
  /** The largest share that may get none. */
  public static final int MAX_CONTROL = 50;

  /** One whose pace is but a rest between mails, and that measures nothing. */
  public Shop(
      String name,
      @Nullable String url,
      ZoneId zone,
      Currency currency,
      boolean taxIncluded,
      int restDays,
      boolean countClicks) {
    this(
        name,
        url,
        zone,
        currency,
        taxIncluded,
        new Pace(restDays, null, List.of()),
        0,
        UnitEconomics.UNKNOWN,
        countClicks);
  }
}
