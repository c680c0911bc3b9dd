package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the RFM bands of one month lie: four cuts a measure, in ascending order. Cuts may be equal;
 * ties are never split, so a band between equal cuts stays empty.
 *
 * @param version sorts by time, for instance {@code 2011-02}
 * @param effectiveFrom the instant from which everyone judges by them
 * @param recency cuts in days since the last active day
 * @param frequency cuts in active days within 365 days
 * @param monetary cuts in net spend within 365 days, minor units
 * @param customers how many customers they were computed from
 */
public record Boundaries(
    String version,
    Instant effectiveFrom,
    List<Long> recency,
    List<Long> frequency,
    List<Long> monetary,
    long customers) {
  private static final int WINDOW_DAYS = 365;
  private static final int BEST = 5;

  public Boundaries {
    recency = List.copyOf(recency);
    frequency = List.copyOf(frequency);
    monetary = List.copyOf(monetary);
  }

  /**
   * The account's bands on a day. A band that is stored is left only when the value lies 10 % past
   * its boundary: nightly quintiles would otherwise move customers who did nothing.
   *
   * @return null for an account without an active day
   */
  public @Nullable Bands judge(Account account, LocalDate today) {
    var values = Rfm.of(account, today);
    if (values == null) {
      return null;
    }
    return judge(
        values.recency(), values.frequency(), values.monetary(), account.find(Bands.SLICE));
  }

  /**
   * The bands of measures.
   *
   * @param recency days since the last active day
   * @param frequency active days within 365 days
   * @param monetary net spend within 365 days, minor units; may be below 0
   * @param stored bands that are left only 10 % past their boundaries, null before the first
   */
  public Bands judge(long recency, long frequency, long monetary, @Nullable Bands stored) {
    return new Bands(
        // few days are good: the measure is turned round
        BEST + 1 - band(recency, this.recency, stored == null ? 0 : BEST + 1 - stored.recency()),
        band(frequency, this.frequency, stored == null ? 0 : stored.frequency()),
        band(monetary, this.monetary, stored == null ? 0 : stored.monetary()),
        version);
  }

  /**
   * The band of a value: one more than the number of cuts that it exceeds.
   *
   * @param stored the band to stay in while within 10 % of its boundary; 0 for none
   */
  static int band(long value, List<Long> cuts, int stored) {
    var raw = exceeded(value, cuts, 10);
    if (stored == 0 || raw == stored) {
      return raw;
    }
    return raw > stored
        ? Math.max(stored, exceeded(value, cuts, 11))
        : Math.min(stored, exceeded(value, cuts, 9));
  }

  private static int exceeded(long value, List<Long> cuts, int tenths) {
    int band = 1;
    for (long cut : cuts) {
      if (Math.multiplyExact(value, 10L) > Math.multiplyExact(cut, (long) tenths)) {
        band++;
      }
    }
    return band;
  }

  /**
   * The three measures.
   *
   * @param recency days since the last active day
   * @param frequency active days within 365 days
   * @param monetary net spend within 365 days, minor units; may be below 0
   */
  record Rfm(long recency, long frequency, long monetary) {
    static @Nullable Rfm of(Account account, LocalDate today) {
      if (account.days().last() == null) {
        return null;
      }
      var year = account.days().within(WINDOW_DAYS, today);
      var spend = year.values().stream().mapToLong(day -> day.spend()).sum();
      return new Rfm(account.days().daysSinceLast(today), year.size(), spend);
    }
  }
}
