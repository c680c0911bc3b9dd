package dev.perennial.domain.purchases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase earned by, kept with it, so that whatever goes back later is judged by what held
 * then.
 *
 * @param programme version of the programme
 * @param rate points per currency unit in thousandths, for lines without their own
 * @param minimum what must be paid for lines that earn, or the purchase earns nothing; minor units
 * @param max that the purchase earns, bonuses included
 */
public record Terms(String programme, long rate, long minimum, long max, List<Bonus> bonuses) {
  /** No cap. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  public Terms {
    bonuses = List.copyOf(bonuses);
  }

  /**
   * Points on top.
   *
   * @param name {@code welcome}, {@code birthday/2026} or {@code first/christmas}
   */
  public record Bonus(String name, long points) {
    private static final String FIRST = "first/";
    private static final String BIRTHDAY = "birthday/";

    /** A purchase may be reported 400 days late: no birthday in that time is given twice. */
    private static final int BIRTHDAYS_REMEMBERED = 3;

    static Bonus welcome(long points) {
      return new Bonus("welcome", points);
    }

    static Bonus birthday(int year, long points) {
      return new Bonus(BIRTHDAY + year, points);
    }

    static Bonus first(String category, long points) {
      return new Bonus(FIRST + category, points);
    }

    /** Whether a line of this category keeps the bonus; one that names none is kept by any. */
    boolean isKeptBy(@Nullable String category) {
      return !name.startsWith(FIRST) || name.substring(FIRST.length()).equals(category);
    }

    /** Whether the account must remember that it was given; of the welcome its orders tell. */
    boolean isRemembered() {
      return name.indexOf('/') > 0;
    }

    /** Whether a remembered bonus makes way for this one: a birthday three years before. */
    boolean replaces(String remembered) {
      return isYearsAfter(name, remembered);
    }

    /** Whether it is so old that nobody remembers whether it was given. */
    boolean isForgotten(List<String> given) {
      return given.stream().anyMatch(remembered -> isYearsAfter(remembered, name));
    }

    private static boolean isYearsAfter(String late, String early) {
      return late.startsWith(BIRTHDAY)
          && early.startsWith(BIRTHDAY)
          && year(late) - year(early) >= BIRTHDAYS_REMEMBERED;
    }

    private static int year(String birthday) {
      return Integer.parseInt(birthday.substring(BIRTHDAY.length()));
    }
  }
}
