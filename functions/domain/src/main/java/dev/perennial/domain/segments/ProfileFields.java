package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.Account;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a room adds to the document that segments are patterns over. */
@FunctionalInterface
public interface ProfileFields {
  /**
   * Adds its fields; those of one object one after another. {@code docs/profile.schema.json}
   * describes them.
   *
   * @param today in the shop's zone
   */
  void describe(Account account, LocalDate today, Into document);

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
  }
}
