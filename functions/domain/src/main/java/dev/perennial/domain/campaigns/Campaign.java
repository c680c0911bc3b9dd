package dev.perennial.domain.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One campaign file: who is mailed what, and when.
 *
 * @param trigger what starts an entry
 * @param segment the audience: members of this segment only, null for everyone
 * @param purpose the consent that its mail needs
 * @param template the mail
 * @param expires how long after the entry the mail may still be claimed or sent
 */
public record Campaign(
    String id,
    Trigger trigger,
    @Nullable String segment,
    String purpose,
    String template,
    Duration expires) {

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
     * @param every how often the same customer may enter
     */
    record OnTick(String tick, Period every) implements Trigger {}
  }

  /** How often the same customer may enter a scheduled campaign. */
  public enum Period {
    MONTH,
    QUARTER,
    YEAR;

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
   * @param key the trigger event's line, or the period: nothing enters twice under it
   * @param at when it began; the mail's expiry counts from here
   */
  public record Entry(String key, Instant at) {}
}
