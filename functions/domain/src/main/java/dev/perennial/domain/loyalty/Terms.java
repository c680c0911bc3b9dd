package dev.perennial.domain.loyalty;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase earned by, kept with it, so that whatever goes back later is judged by what held
 * then.
 *
 * <p>As text: {@code "000003 1000 n2000 m500 bwelcome:100"}: the programme's version, the rate,
 * then minimum, most and bonuses where there are any.
 *
 * @param programme version of the programme
 * @param rate points per currency unit in thousandths, for lines without their own
 * @param minimum what must be paid for lines that earn, or the purchase earns nothing; minor units
 * @param most that the purchase earns, bonuses included
 */
public record Terms(String programme, long rate, long minimum, long most, List<Bonus> bonuses) {
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

  @Override
  public String toString() {
    var text = new StringBuilder(programme).append(' ').append(rate);
    if (minimum > 0) {
      text.append(" n").append(minimum);
    }
    if (most != UNBOUNDED) {
      text.append(" m").append(most);
    }
    bonuses.forEach(b -> text.append(" b").append(b.name).append(':').append(b.points));
    return text.toString();
  }

  /** Reads what {@link #toString} wrote. */
  public static Terms parse(String text) {
    var f = text.split(" ", -1);
    long minimum = 0;
    long most = UNBOUNDED;
    var bonuses = new ArrayList<Bonus>();
    for (int i = 2; i < f.length; i++) {
      var value = f[i].substring(1);
      switch (f[i].charAt(0)) {
        case 'n' -> minimum = Long.parseLong(value);
        case 'm' -> most = Long.parseLong(value);
        case 'b' -> {
          // a category may hold colons itself
          var colon = value.lastIndexOf(':');
          bonuses.add(
              new Bonus(value.substring(0, colon), Long.parseLong(value.substring(colon + 1))));
        }
        default -> throw new IllegalArgumentException("unknown mark in terms: " + f[i]);
      }
    }
    return new Terms(f[0], Long.parseLong(f[1]), minimum, most, bonuses);
  }
}
