package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.Account;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts accounts into quintiles in one read of all customers, with memory that depends on the
 * spread of values and not on the number of customers: days are counted exactly, spend to three
 * significant digits. The result does not depend on the order of reading.
 */
public final class BoundariesCount {
  private static final int BANDS = 5;
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.FLOOR);

  private final LocalDate today;
  private final TreeMap<Long, Long> recency = new TreeMap<>();
  private final TreeMap<Long, Long> frequency = new TreeMap<>();
  private final TreeMap<Long, Long> monetary = new TreeMap<>();
  private long customers;

  /**
   * @param today the day on which the values are taken, in the shop's zone
   */
  public BoundariesCount(LocalDate today) {
    this.today = today;
  }

  /** Counts an account, unless it was not active within the year. */
  public void add(Account account) {
    var values = Boundaries.Rfm.of(account, today);
    if (account.erased() || values == null || values.frequency() == 0) {
      return;
    }
    customers++;
    recency.merge(values.recency(), 1L, Long::sum);
    frequency.merge(values.frequency(), 1L, Long::sum);
    var spend = BigDecimal.valueOf(values.monetary()).round(THREE_DIGITS).longValue();
    monetary.merge(spend, 1L, Long::sum);
  }

  /** How many accounts were counted. */
  public long customers() {
    return customers;
  }

  /** The boundaries of what was counted. */
  public Boundaries boundaries(String version, Instant effectiveFrom) {
    return new Boundaries(
        version, effectiveFrom, cuts(recency), cuts(frequency), cuts(monetary), customers);
  }

  /** Cut k is the smallest value that at least k fifths of the customers do not exceed. */
  private List<Long> cuts(SortedMap<Long, Long> counts) {
    var cuts = new ArrayList<Long>();
    long seen = 0;
    for (var entry : counts.entrySet()) {
      seen += entry.getValue();
      while (cuts.size() < BANDS - 1 && seen * BANDS >= (cuts.size() + 1) * customers) {
        cuts.add(entry.getKey());
      }
    }
    return cuts;
  }
}
