package dev.perennial.domain.campaigns;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One step of a campaign. Steps are a tree, so that no way through them comes back. */
public sealed interface Step {
  /**
   * A mail.
   *
   * @param template its template's id
   * @param expires how long after the journey came here it may still be claimed or sent
   */
  record Email(String template, Duration expires) implements Step {}

  /**
   * Time passes.
   *
   * @param days of the calendar, in the customer's zone; the time of day stays
   * @param time beside them, exactly
   */
  record Wait(int days, Duration time) implements Step {}

  /**
   * The next such time in the customer's zone; none that has passed is waited for.
   *
   * @param weekday null for any
   * @param date null for any; together with a weekday, from that date on
   * @param hour of the day, 0 to 23
   */
  record Until(@Nullable DayOfWeek weekday, @Nullable LocalDate date, int hour) implements Step {}

  /**
   * An event of the customer, or that none came.
   *
   * @param pattern of the event, as EventBridge knows them, as JSON
   * @param same fields, by path, in which it must say what the event said that began the journey
   * @param atMost how long is waited
   * @param came what is done when it came
   * @param otherwise what is done when it did not
   */
  record Await(
      String pattern, List<String> same, Wait atMost, List<Step> came, List<Step> otherwise)
      implements Step {}

  /**
   * A question.
   *
   * @param pattern over the profile document, as segments have them, as JSON
   */
  record Branch(String pattern, List<Step> then, List<Step> otherwise) implements Step {}

  /** Chance decides, for each customer once: the shares of the ways, in hundredths. */
  record Split(SortedMap<String, Way> ways) implements Step {}

  /**
   * One way of a split.
   *
   * @param share 1 to 100
   */
  record Way(int share, List<Step> steps) {}

  /** Points as a gift, to be spent at once. */
  record Points(int points) implements Step {}

  /** A coupon as a gift: a reward's, for no points. */
  record Coupon(String reward) implements Step {}

  /**
   * An event on the bus, for other channels.
   *
   * @param name what it is about
   * @param properties as the file says them, as JSON
   */
  record Emit(String name, SortedMap<String, String> properties) implements Step {}

  /** Nothing more. */
  record End() implements Step {}
}
