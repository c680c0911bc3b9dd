package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.Account;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;

/** What a room adds to the document that segments are patterns over. */
@FunctionalInterface
public interface ProfileFields {
  /**
   * Adds its fields; those of one object one after another. {@code docs/profile.schema.json}
   * describes them. No day is told: what moves with time is added as what moves, so that it is
   * known when it does.
   */
  void describe(Account account, Into document);

  /** Where the fields go. */
  interface Into {
    /** A text. */
    void add(String object, String name, String value);

    /** A whole number. */
    void add(String object, String name, long value);

    /** An amount. */
    void add(String object, String name, BigDecimal value);

    /** True or false. */
    void add(String object, String name, boolean value);

    /** How many days ago a day was, 0 for one to come. */
    void addDaysSince(String object, String name, LocalDate day);

    /**
     * How many of something there were in a window that ends today, what is to come included.
     *
     * @param days how many on which day
     * @param length in days
     */
    void addWithin(String object, String name, NavigableMap<LocalDate, Long> days, int length);
  }
}
