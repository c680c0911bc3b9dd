package dev.perennial.domain.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One campaign file: who is mailed what, and when.
 *
 * @param trigger what starts an entry
 * @param segment the audience: members of this segment only, null for everyone
 * @param purpose the consent that its mail needs
 * @param template the mail
 * @param expires how long after the entry the mail may still be claimed or sent
 * @param limit how often one customer may enter, beside what the trigger says
 */
public record Campaign(
    String id,
    Trigger trigger,
    @Nullable String segment,
    String purpose,
    String template,
    Duration expires,
    Limit limit) {

  /** One that a customer may enter as often as its trigger says. */
  public Campaign(
      String id,
      Trigger trigger,
      @Nullable String segment,
      String purpose,
      String template,
      Duration expires) {
    this(id, trigger, segment, purpose, template, expires, Limit.NONE);
  }

  /** What starts an entry. */
  public sealed interface Trigger {
    /** The detail-types that reach campaigns, by the rule in template.yaml. */
    List<String> EVENTS =
        List.of(
            "Purchase Recorded",
            "Purchase Refunded",
            "Purchase Revised",
            "Points Redeemed",
            "Points Adjusted",
            "Points Expiring",
            "Customer Created",
            "Customer Changed",
            "Customer Reclassified",
            "Consent Changed",
            "Email Clicked",
            "Survey Answered",
            "Referral Completed",
            "Referral Reversed");

    /**
     * An event on the bus.
     *
     * @param pattern EventBridge pattern as JSON
     */
    record OnEvent(String pattern) implements Trigger {}

    /**
     * A schedule of template.yaml.
     *
     * @param tick the schedule's name
     * @param every how often the same customer may enter; null when a {@link Limit} of days says so
     */
    record OnTick(String tick, @Nullable Period every) implements Trigger {}
  }

  /**
   * How often one customer may enter, counted over all entries that the customer ever made.
   *
   * @param days that must lie between two entries, in the shop's zone; 0 for none
   * @param atMost entries in all, at least 1
   */
  public record Limit(int days, int atMost) {
    /** The longest time between two entries. */
    public static final int MAX_DAYS = 3650;

    /** What may be counted up to. */
    public static final int MAX_ENTRIES = 1000;

    /** No limit. */
    public static final Limit NONE = new Limit(0, Integer.MAX_VALUE);

    /** Whether the earlier entries must be known to keep it. */
    public boolean counts() {
      return !equals(NONE);
    }
  }

  /** How often the same customer may enter a scheduled campaign: once in each of the calendar's. */
  public enum Period {
    MONTH,
    QUARTER,
    YEAR;

    /**
     * The period that a file writes in small letters.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Period of(String text) {
      for (var each : values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
          return each;
        }
      }
      throw new IllegalArgumentException(
          "must be a number of days, such as \"90 days\", or one of the calendar's: month, quarter,"
              + " year");
    }

    /** The period's name, which keys the entry: {@code 2011-03}, {@code 2011-Q1}, {@code 2011}. */
    String keyOf(ZonedDateTime time) {
      return switch (this) {
        case MONTH -> "%d-%02d".formatted(time.getYear(), time.getMonthValue());
        case QUARTER -> time.getYear() + "-Q" + time.get(IsoFields.QUARTER_OF_YEAR);
        case YEAR -> Integer.toString(time.getYear());
      };
    }
  }

  /**
   * One customer's entry.
   *
   * @param key the trigger event's line, the period, or the entry's number: nothing enters twice
   *     under it
   * @param at when it began; the mail's expiry counts from here
   */
  public record Entry(String key, Instant at) {}
}
