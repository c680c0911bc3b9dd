package dev.perennial.domain.programme;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.programme.Tiers.Measure;
import dev.perennial.domain.programme.Tiers.Window;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code loyalty.yaml}. */
public final class LoyaltyReader {
  /** Points of a bonus, cap or threshold; and of a price. */
  public static final int MAX_POINTS = 1_000_000_000;

  private static final int MAX_TIMES = 100_000;

  /** Days: a month's points are told of before the next month's. */
  private static final int MAX_NOTICE = 31;

  private final Reader file;
  private final Currency currency;

  private LoyaltyReader(Reader file, Currency currency) {
    this.file = file;
    this.currency = currency;
  }

  /** Reads it; amounts are of a currency. */
  public static Loyalty read(Reader file, Currency currency) {
    return new LoyaltyReader(file, currency).loyalty();
  }

  private Loyalty loyalty() {
    var tiers = tiers();
    var loyalty =
        new Loyalty(
            earn(file.object("earn"), tiers),
            file.whole("pendingDays", 0, 365),
            file.whole("validMonths", 1, 120),
            file.has("worth") ? file.thousandths("worth") : 0,
            file.has("expiryNotices") ? file.wholes("expiryNotices", 1, MAX_NOTICE) : Set.of(),
            tiers);
    file.nothingElse();
    return loyalty;
  }

  private Earn earn(Reader earn, Tiers tiers) {
    var rate = earn.thousandths("rate");
    Map<String, Long> categories = Map.of();
    if (earn.has("categories")) {
      var rates = earn.object("categories");
      categories = rates.byClientId(rates::thousandths);
    }
    var exclude = earn.has("exclude") ? earn.object("exclude") : null;
    var excluded =
        exclude == null ? Set.<String>of() : exclude.texts("categories", Reader::clientId);
    var excludedSkus = exclude == null ? Set.<String>of() : exclude.texts("skus", Reader::clientId);
    if (exclude != null) {
      exclude.nothingElse();
    }
    for (var category : excluded) {
      if (categories.containsKey(category)) {
        earn.note("exclude/categories", "excludes " + category + ", which categories give a rate");
      }
    }
    var multipliers = new ArrayList<Multiplier>();
    if (earn.has("multipliers")) {
      earn.objects("multipliers").forEach(each -> multipliers.add(multiplier(each, tiers)));
    }
    var read =
        new Earn(
            rate,
            categories,
            excluded,
            excludedSkus,
            multipliers,
            earn.has("minimumOrder") ? earn.amount("minimumOrder", currency) : 0,
            caps(earn),
            bonuses(earn));
    earn.nothingElse();
    return read;
  }

  private static Multiplier multiplier(Reader file, Tiers tiers) {
    file.textOrNull("description");
    var times = times(file);
    var ids = tiers.levels().stream().map(Level::id).toList();
    var multiplier =
        new Multiplier(
            times,
            file.texts("tiers", text -> Reader.oneOf(text, ids)),
            file.texts("categories", Reader::clientId),
            file.texts("skus", Reader::clientId),
            file.texts("channels", Reader::clientId),
            file.texts("brands", Reader::clientId),
            file.texts("weekdays", text -> named(DayOfWeek.class, text)),
            file.has("from") ? file.text("from", LocalDate.MIN, Reader::day) : null,
            file.has("until") ? file.text("until", LocalDate.MAX, Reader::day) : null);
    var from = multiplier.from();
    var until = multiplier.until();
    if (from != null && until != null && until.isBefore(from)) {
      file.note("until", "lies before from");
    }
    file.nothingElse();
    return multiplier;
  }

  private static long times(Reader file) {
    var times = file.thousandths("times");
    if (times > MAX_TIMES) {
      file.note("times", "must be at most 100" + Reader.butIs(file.field("times")));
    }
    return times;
  }

  private static Earn.Caps caps(Reader earn) {
    if (!earn.has("caps")) {
      return Earn.Caps.NONE;
    }
    var caps = earn.object("caps");
    var read = new Earn.Caps(points(caps, "order"), points(caps, "day"), points(caps, "month"));
    caps.nothingElse();
    return read;
  }

  private static Earn.Bonuses bonuses(Reader earn) {
    if (!earn.has("bonuses")) {
      return Earn.Bonuses.NONE;
    }
    var bonuses = earn.object("bonuses");
    Map<String, Long> first = Map.of();
    if (bonuses.has("firstInCategory")) {
      var categories = bonuses.object("firstInCategory");
      first = categories.byClientId(name -> points(categories, name));
    }
    var read =
        new Earn.Bonuses(
            points(bonuses, "welcome"),
            points(bonuses, "birthday"),
            first,
            points(bonuses, "review"));
    bonuses.nothingElse();
    return read;
  }

  private static long points(Reader file, String field) {
    return file.has(field) ? file.whole(field, 1, MAX_POINTS) : 0;
  }

  private Tiers tiers() {
    if (!file.has("tiers")) {
      return Tiers.one(file.text("tier", "member", Reader::id));
    }
    if (file.has("tier")) {
      file.note("tier", "stands beside tiers; one of them is right");
    }
    var tiers = file.object("tiers");
    var by = tiers.text("by", Measure.SPEND, text -> named(Measure.class, text));
    var over = tiers.text("over", Window.ROLLING_YEAR, text -> named(Window.class, text));
    var grace = tiers.has("graceDays") ? tiers.whole("graceDays", 0, 30) : 0;
    var levels = new ArrayList<Level>();
    var ids = new HashSet<String>();
    for (var each : tiers.objects("levels")) {
      var level = level(each, by);
      if (!ids.add(level.id())) {
        each.note("id", "\"" + level.id() + "\" stands twice");
      }
      if (levels.isEmpty() ? level.from() != 0 : level.from() <= levels.getLast().from()) {
        each.note(
            "from",
            levels.isEmpty()
                ? "must be 0: everyone begins in the first tier"
                : "must be above "
                    + shown(levels.getLast().from(), by)
                    + ": tiers must not overlap");
      }
      levels.add(level);
    }
    if (levels.isEmpty()) {
      tiers.note("levels", "must name one tier at least");
      levels.add(new Level("member", 0, 1000, List.of()));
    }
    tiers.nothingElse();
    return new Tiers(by, over, grace, levels);
  }

  private Level level(Reader file, Measure by) {
    var level =
        new Level(
            file.text("id", file.field("id").asText(), Reader::id),
            by == Measure.SPEND ? file.amount("from", currency) : file.whole("from", 0, MAX_POINTS),
            file.has("times") ? times(file) : 1000,
            List.copyOf(file.texts("perks", text -> text)));
    file.nothingElse();
    return level;
  }

  private String shown(long from, Measure by) {
    return by == Measure.SPEND ? Amounts.format(from, currency) : Long.toString(from);
  }

  /** The constant that a file writes in small letters with hyphens. */
  private static <E extends Enum<E>> E named(Class<E> type, String text) {
    var known = new ArrayList<String>();
    for (var each : type.getEnumConstants()) {
      var name = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text)) {
        return each;
      }
      known.add(name);
    }
    throw new IllegalArgumentException(
        "is not known; known are " + String.join(", ", known) + Nearest.meant(text, known));
  }
}
