package dev.perennial.bench;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.ActiveDays.Day;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Lots.Lot;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.purchases.LastBought;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Made-up customers of a shop three years old, as many as are wanted, each the same for its number:
 * they come evenly over the years and buy again at a rhythm of their own until some leave, on 4.3
 * days in the mean, as those of Online Retail do. Nothing is kept of them.
 */
final class Crowd {
  /** Days a customer bought on beyond this are left out: one in some thousand has more. */
  private static final int MAX_DAYS = 250;

  private static final int YEARS_IN_DAYS = 3 * 365;
  private static final int POINTS_MONTHS = 12;
  private static final double MEAN_ORDER = 300_00;
  private static final List<String> COUNTRIES = List.of("GB", "GB", "GB", "GB", "DE", "FR", "IE");
  private static final List<String> CATEGORIES = List.of("garden", "kitchen", "christmas");
  private static final List<String> CHANNELS = List.of("web", "shop", "phone");

  private final LocalDate today;

  /**
   * @param today the day by whose morning they are known
   */
  Crowd(LocalDate today) {
    this.today = today;
  }

  /** The customer of a number, 0 or more, before any tier or segment was judged. */
  Customer customer(long number) {
    var random = new SplittableRandom(number * 0x9E3779B97F4A7C15L + 1);
    var id = "c" + number;
    var days = new TreeMap<LocalDate, Day>();
    var lots = new TreeMap<Lot, Long>();
    // lognormal, so that some orders are ten times the mean
    double scale = MEAN_ORDER * Math.exp(0.8 * random.nextGaussian() - 0.5);
    double gap = 20 * Math.exp(1.1 * random.nextGaussian() + 1.2);
    double leaves = random.nextDouble() < 0.3 ? 0.05 : 0.35;
    var day = today.minusDays(1 + random.nextInt(YEARS_IN_DAYS));
    do {
      long spend = Math.max(100, Math.round(scale * Math.exp(0.5 * random.nextGaussian())));
      int orders = random.nextInt(10) == 0 ? 2 : 1;
      days.merge(day, new Day(orders, spend, 0), (a, _) -> a);
      var expiry = YearMonth.from(day).plusMonths(POINTS_MONTHS);
      lots.merge(new Lot(day.plusDays(14), expiry), spend / 100, Long::sum);
      day = day.plusDays(1 + (long) (-gap * Math.log(1 - random.nextDouble())));
    } while (day.isBefore(today) && days.size() < MAX_DAYS && random.nextDouble() >= leaves);
    return new Customer(
        id, account(id, days, lots, bought(days, random)), profile(id, random), null);
  }

  /** One brand, and a category. */
  private static LastBought bought(NavigableMap<LocalDate, Day> days, SplittableRandom random) {
    var category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    var bought = new TreeMap<LastBought.Key, LocalDate>();
    bought.put(new LastBought.Key(LastBought.Kind.BRAND, "home"), days.lastKey());
    bought.put(new LastBought.Key(LastBought.Kind.CATEGORY, category), days.firstKey());
    return new LastBought(bought);
  }

  private Account account(
      String id,
      NavigableMap<LocalDate, Day> days,
      NavigableMap<Lot, Long> lots,
      LastBought bought) {
    long orders = days.values().stream().mapToLong(Day::orders).sum();
    return new Account(
        id,
        orders,
        Account.FIRST_SCHEMA,
        days.lastKey().atTime(12, 0).toInstant(ZoneOffset.UTC),
        new Lots(lots).settledOn(today),
        0,
        new ActiveDays(new TreeMap<>(), days, new TreeMap<>()).settledOn(today),
        orders,
        Slices.NONE.with(LastBought.SLICE, bought),
        "member",
        List.of(),
        false,
        Map.of());
  }

  private Profile profile(String id, SplittableRandom random) {
    var consent = new Consent(random.nextInt(10) < 7, Instant.EPOCH, "made-up", "Yes, by email");
    var country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
    var birthday =
        LocalDate.of(1940 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
    return Profile.empty(id)
        .with(Field.EMAIL, id + "@example.com")
        .with(Field.NAME, "Customer " + id)
        .with(Field.LANGUAGE, "en")
        .with(Field.ZONE, "Europe/London")
        .with(Field.COUNTRY, country)
        .with(Field.BIRTHDAY, birthday.toString())
        .with("channel", new Attribute.Text(CHANNELS.get(random.nextInt(CHANNELS.size()))))
        .with("madeUp", new Attribute.Text("true"))
        .with("email", consent);
  }
}
