package dev.perennial.domain.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One campaign file: who goes which way, and when.
 *
 * @param description for people; null for none
 * @param trigger what starts an entry
 * @param segment the audience: members of this segment only, null for everyone
 * @param purpose the consent that its mails need
 * @param priority of two that want to mail a customer at once, the higher goes first
 * @param holdout of 100 customers, those who enter and get nothing, so that it can be measured
 * @param limit how often one customer may enter, beside what the trigger says
 * @param goal what ends a journey because it was reached
 * @param exit what ends a journey because it has no sense any more
 * @param flow its steps
 * @param versions what becomes of those under way when the file is another
 * @param test how it is measured
 */
public record Campaign(
    String id,
    @Nullable String description,
    Trigger trigger,
    @Nullable String segment,
    String purpose,
    int priority,
    int holdout,
    Limit limit,
    Leaving goal,
    Leaving exit,
    Flow flow,
    Versions versions,
    TestPlan test) {
  /** The largest share that may be held out, in hundredths. */
  public static final int MAX_HOLDOUT = 90;

  /** What a priority may be, up or down. */
  public static final int MAX_PRIORITY = 100;

  /** One mail to everybody who enters. */
  public Campaign(
      String id,
      Trigger trigger,
      @Nullable String segment,
      String purpose,
      String template,
      Duration expires,
      Limit limit) {
    this(
        id,
        null,
        trigger,
        segment,
        purpose,
        0,
        0,
        limit,
        Leaving.NEVER,
        Leaving.NEVER,
        new Flow(List.of(new Step.Email(template, expires))),
        Versions.MOVE,
        TestPlan.DEFAULT);
  }

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

  /** The templates of its mails. */
  public Set<String> templates() {
    var templates = new TreeSet<String>();
    flow.each(
        (_, step) -> {
          if (step instanceof Step.Email email) {
            templates.add(email.template());
          }
        });
    return templates;
  }

  /** Fields of the event that begins it which later steps ask for, by their paths. */
  public Set<String> asked() {
    var paths = new TreeSet<String>();
    flow.each(
        (_, step) -> {
          if (step instanceof Step.Await await) {
            paths.addAll(await.same());
          }
        });
    return paths;
  }

  /**
   * What ends a journey before its last step; asked before every step, and when an event comes.
   *
   * @param profile pattern over the profile document, as segments have them, as JSON; null for none
   * @param event EventBridge pattern as JSON; null for none
   */
  public record Leaving(@Nullable String profile, @Nullable String event) {
    /** Nothing does. */
    public static final Leaving NEVER = new Leaving(null, null);
  }

  /** What becomes of those under way when the programme is another. */
  public enum Versions {
    /** They go on by the files in force. */
    MOVE,
    /** They go to their end by the version under which they began. */
    FINISH;

    /**
     * What a file says in small letters.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Versions of(String text) {
      return switch (text) {
        case "finish" -> FINISH;
        case "move" -> MOVE;
        default -> throw new IllegalArgumentException("must be finish or move");
      };
    }
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
            "Referral Reversed",
            "Customer Active");

    /**
     * An event on the bus.
     *
     * @param pattern EventBridge pattern as JSON
     */
    record OnEvent(String pattern) implements Trigger {}

    /**
     * The clock.
     *
     * @param ownZone whether it is the clock in the customer's zone: the entry is made when it is
     *     so late where that is earliest on Earth, and the journey begins when it is at the
     *     customer's
     * @param every how often the same customer may enter; null when a {@link Limit} of days says
     *     so, and of what comes once
     */
    record OnSchedule(Schedule schedule, boolean ownZone, @Nullable Period every)
        implements Trigger {
      /** Where a time comes first. */
      private static final ZoneId EARLIEST = ZoneOffset.ofHours(14);

      /** By the shop's clock. */
      public OnSchedule(Schedule schedule, @Nullable Period every) {
        this(schedule, false, every);
      }

      /** The zone whose clock makes the entries. */
      ZoneId zone(ZoneId shop) {
        return ownZone ? EARLIEST : shop;
      }

      /** When the journey begins of who enters at an instant. */
      Instant starts(Instant entered, ZoneId own) {
        return ownZone
            ? entered.atZone(EARLIEST).toLocalDateTime().atZone(own).toInstant()
            : entered;
      }
    }
  }

  /**
   * How often one customer may enter, counted over all entries that the customer ever made.
   *
   * @param days that must lie between two entries, in the shop's zone; 0 for none
   * @param atMost entries in all, at least 1
   * @param atOnce journeys that may be under way at the same time, at least 1
   */
  public record Limit(int days, int atMost, int atOnce) {
    /** One at a time. */
    public Limit(int days, int atMost) {
      this(days, atMost, 1);
    }

    /** The longest time between two entries. */
    public static final int MAX_DAYS = 3650;

    /** What may be counted up to. */
    public static final int MAX_ENTRIES = 1000;

    /** How many may be under way. */
    public static final int MAX_AT_ONCE = 10;

    /** None but that one is under way at a time. */
    public static final Limit NONE = new Limit(0, Integer.MAX_VALUE);

    /** Whether the earlier entries must be known to keep it. */
    public boolean counts() {
      return days > 0 || atMost < Integer.MAX_VALUE;
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

    /** The first instant of the period after that of a time. */
    public Instant after(ZonedDateTime time) {
      var month = YearMonth.from(time);
      var next =
          switch (this) {
            case MONTH -> month.plusMonths(1);
            case QUARTER -> month.plusMonths(3 - (month.getMonthValue() - 1) % 3);
            case YEAR -> YearMonth.of(month.getYear() + 1, 1);
          };
      return next.atDay(1).atStartOfDay(time.getZone()).toInstant();
    }
  }

  /**
   * One customer's entry.
   *
   * @param key the trigger event's line, the period, or the entry's number: nothing enters twice
   *     under it
   * @param at when it began; what the first step says of time counts from here
   * @param known what the event said in the fields that later steps ask for, by path
   */
  public record Entry(String key, Instant at, Map<String, String> known) {
    /** One of which no later step asks. */
    public Entry(String key, Instant at) {
      this(key, at, Map.of());
    }
  }
}
