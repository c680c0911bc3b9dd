package dev.perennial.domain.loyalty;

import dev.perennial.domain.ledger.Slice;
import java.time.YearMonth;

/**
 * That points about to expire were told of.
 *
 * @param expiry the month at whose end they are lost
 * @param days how many days ahead
 */
public record Notice(YearMonth expiry, int days) {
  /** The account's last; null before the first. */
  public static final Slice<Notice> SLICE =
      Slice.lasting("notice", Notice.class, null, Notice::later);

  /** Of one person who was two customers, that of the later month. */
  private Notice later(Notice other) {
    return other.expiry.isAfter(expiry) ? other : this;
  }
}
