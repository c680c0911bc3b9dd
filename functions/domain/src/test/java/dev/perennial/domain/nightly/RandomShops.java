package dev.perennial.domain.nightly;

import static dev.perennial.domain.Example.noon;

import dev.perennial.domain.Example;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.programme.Tiers.Measure;
import dev.perennial.domain.programme.Tiers.Window;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.value.BetaGeometric;
import dev.perennial.domain.value.ParetoNbd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Shops with a few segments each, over whatever of a customer moves with time. */
public final class RandomShops {
  /** What moves with time, and about how far. */
  private record Moving(String object, String name, int most) {}

  private static final List<Moving> MOVING =
      List.of(
          new Moving("customer", "daysToBirthday", 365),
          new Moving("daysToYearly", "renewal", 365),
          new Moving("daysUntil", "renewal", 500),
          new Moving("daysSince", "renewal", 500),
          new Moving("points", "balance", 900),
          new Moving("points", "pending", 900),
          new Moving("nextTier", "missing", 900),
          new Moving("orders", "daysSinceLast", 400),
          new Moving("orders", "daysSinceFirst", 800),
          new Moving("last30", "activeDays", 3),
          new Moving("last60", "orders", 3),
          new Moving("last90", "spend", 900),
          new Moving("last365", "spend", 1500),
          new Moving("last365", "activeDays", 5),
          new Moving("categories", "cups", 300),
          new Moving("skus", "A", 300),
          new Moving("activities", "viewed", 200),
          new Moving("activityDays30", "viewed", 4),
          new Moving("activityDays90", "viewed", 4),
          new Moving("clicks", "last30", 4),
          new Moving("clicks", "last90", 4),
          new Moving("clicks", "daysSinceLast", 200),
          new Moving("mails", "last30", 4),
          new Moving("mails", "last90", 4),
          new Moving("mails", "daysSinceLast", 200),
          new Moving("answered", "nps", 200),
          new Moving("rfm", "recency", 5),
          new Moving("rfm", "frequency", 5),
          new Moving("rfm", "monetary", 5),
          new Moving("value", "band", 5));

  private static final List<String> TEXTS =
      List.of(
          "{\"tier\":[\"gold\"]}",
          "{\"tier\":[{\"anything-but\":[\"member\"]}]}",
          "{\"nextTier\":{\"id\":[\"gold\"]}}",
          "{\"value\":{\"churn\":[\"at-risk\",\"gone\"]}}",
          "{\"value\":{\"churn\":[{\"anything-but\":[\"safe\"]}]}}",
          "{\"daysUntil\":{\"renewal\":[{\"exists\":true}]}}",
          "{\"daysSince\":{\"renewal\":[{\"exists\":false}]}}",
          "{\"rfm\":{\"recency\":[{\"exists\":true}]}}");

  private RandomShops() {}

  /** A shop. */
  public static Rules rules(Random random) {
    var segments = new TreeMap<String, String>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      segments.put("s" + i, random.nextInt(4) == 0 ? text(random) : pattern(random));
    }
    var notices = List.of(Set.<Integer>of(), Set.of(30, 7), Set.of(75, 5)).get(random.nextInt(3));
    var judged =
        Example.rules(
            with(Example.LOYALTY, tiers(random), notices),
            segments,
            boundaries("2009-02", "2009-02-01", cuts(random)),
            boundaries("2009-09", "2009-09-01", cuts(random)),
            boundaries("2010-04", "2010-04-01", cuts(random)));
    return Example.rules(
        judged,
        Example.card("2009-03", "2009-03-01", 10_000 + random.nextInt(50_000)),
        Example.card(
            "2009-10",
            "2009-10-01",
            10_000 + random.nextInt(50_000),
            new ParetoNbd(0.6, 10, 0.6, 12)),
        Example.card(
            "2010-06",
            "2010-06-01",
            10_000 + random.nextInt(50_000),
            new BetaGeometric(1, random.nextBoolean(), 0.8, 4, 0.8, 2.5)));
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static String pattern(Random random) {
    var moving = MOVING.get(random.nextInt(MOVING.size()));
    int one = 1 + random.nextInt(moving.most);
    int other = one + 1 + random.nextInt(moving.most);
    var wanted =
        switch (random.nextInt(7)) {
          case 0 -> "{\"numeric\":[\">=\"," + one + "]}";
          case 1 -> "{\"numeric\":[\"<\"," + one + "]}";
          case 2 -> "{\"numeric\":[\">\"," + one + ",\"<=\"," + other + "]}";
          case 3 -> one + "," + other;
          case 4 -> "{\"numeric\":[\">\"," + one + ".5]}";
          case 5 -> "{\"anything-but\":[" + one + "]}";
          default -> "{\"numeric\":[\"=\"," + one + "]}";
        };
    return "{\"%s\":{\"%s\":[%s]}}".formatted(moving.object, moving.name, wanted);
  }

  private static List<Long> cuts(Random random) {
    return LongStream.generate(() -> 1 + random.nextInt(200)).limit(4).sorted().boxed().toList();
  }

  static Boundaries boundaries(String version, String from, List<Long> cuts) {
    var spend = cuts.stream().map(cut -> cut * 500).toList();
    var days = cuts.stream().map(cut -> 1 + cut / 40).toList();
    return new Boundaries(version, noon(from), cuts, days, spend, 9);
  }

  static Loyalty with(Loyalty loyalty, Tiers tiers, Set<Integer> notices) {
    return new Loyalty(
        loyalty.earn(),
        loyalty.pendingDays(),
        loyalty.validMonths(),
        loyalty.worth(),
        notices,
        tiers);
  }

  static Tiers tiers(Random random) {
    var by = List.of(Measure.SPEND, Measure.POINTS, Measure.ORDERS).get(random.nextInt(3));
    long silver = by == Measure.SPEND ? 20_000 : by == Measure.POINTS ? 200 : 2;
    return new Tiers(
        by,
        random.nextBoolean() ? Window.ROLLING_YEAR : Window.CALENDAR_YEAR,
        random.nextInt(31),
        List.of(
            new Level("member", 0, 1000, List.of()),
            new Level("silver", silver, 1000, List.of()),
            new Level("gold", silver * 4, 1000, List.of())));
  }

  /** The same customer, who also clicked and answered now and then, evaluated. */
  static Customer remembering(Customer customer, Rules rules, Random random, Instant now) {
    var account = Objects.requireNonNull(customer.account());
    var today = rules.dayOf(now);
    var clicks = MailDays.NONE;
    for (var ago : new ArrayList<>(random.ints(random.nextInt(4), 0, 120).boxed().toList())) {
      clicks = clicks.plus(today.minusDays(ago));
    }
    var slices = account.slices().with(MailDays.CLICKED, clicks);
    var mails = MailDays.NONE;
    for (var ago : random.ints(random.nextInt(6), 0, 120).boxed().toList()) {
      mails = mails.plus(today.minusDays(ago));
    }
    slices = slices.with(MailDays.SENT, mails);
    var watched = Watched.SLICE.in(account);
    for (var ago : random.ints(random.nextInt(5), 0, 120).boxed().toList()) {
      watched = watched.plus(Watched.Kind.ACTIVITY, List.of("viewed"), today.minusDays(ago));
    }
    slices = slices.with(Watched.SLICE, watched);
    if (random.nextBoolean()) {
      var day = today.minusDays(random.nextInt(100));
      slices =
          slices.with(
              Answers.SLICE, Answers.NONE.plus("nps", new TreeMap<>(), new TreeMap<>(), day));
    }
    var remembering = account.evaluated(account.tier(), slices, account.segments());
    var evaluated = Evaluation.evaluate(remembering, customer.profile(), rules, now);
    return new Customer(customer.customerId(), evaluated, customer.profile(), null);
  }
}
