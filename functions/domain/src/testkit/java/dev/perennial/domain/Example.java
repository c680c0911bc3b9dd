package dev.perennial.domain;

import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.loyalty.Notice;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.purchases.BonusesGiven;
import dev.perennial.domain.purchases.LastBought;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.refunds.Awaiting;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rooms.Rooms;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.value.BetaGeometric;
import dev.perennial.domain.value.ModelCard;
import dev.perennial.domain.value.Predictor;
import dev.perennial.domain.value.PurchaseModel;
import dev.perennial.domain.value.ValueBands;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A shop in London, and purchases in it, for tests to begin with. */
public final class Example {
  public static final ZoneId LONDON = ZoneId.of("Europe/London");
  public static final Currency GBP = Currency.getInstance("GBP");

  /** One point a pound, two on christmas, none on service; 14 days pending, 12 months valid. */
  public static final Loyalty LOYALTY =
      new Loyalty(
          Earn.at(1000, Map.of("christmas", 2000L, "service", 0L)),
          14,
          12,
          10,
          Set.of(),
          Tiers.one("member"));

  /**
   * A mug for 100 points, of which there are 20; a cup for silver and a fan, while it lasted, for
   * 50; a pin for 10, whose coupon is open and stands beside others.
   */
  private static final List<Reward> REWARDS =
      List.of(
          reward("mug", 100, Set.of(), 20, null, null),
          reward("cup", 50, Set.of("silver"), Reward.UNLIMITED, null, null),
          reward("fan", 50, Set.of(), Reward.UNLIMITED, "2011-06-01", "2011-08-31"),
          reward("pin", 10, Set.of(), Reward.UNLIMITED, null, null));

  private static Reward reward(
      String id,
      long price,
      Set<String> segments,
      long stock,
      @Nullable String from,
      @Nullable String until) {
    return new Reward(
        id,
        "A " + id,
        price,
        new Reward.Offer(500, 2000, 90, 1, !id.equals("pin"), id.equals("pin")),
        Set.of(),
        segments,
        stock,
        from == null ? null : LocalDate.parse(from),
        until == null ? null : LocalDate.parse(until));
  }

  /** An order of 30 pounds on a day. */
  public static final ActiveDays DAYS =
      ActiveDays.NONE.plus(LocalDate.parse("2011-02-01"), 1, 3000, 0);

  private static final TreeMap<String, Double> NO_ERRORS = new TreeMap<>();

  private Example() {}

  /** Rules without segments or boundaries. */
  public static Rules rules() {
    return rules(LOYALTY, Map.of());
  }

  public static Rules rules(Loyalty loyalty, Map<String, String> segments, Boundaries... cuts) {
    var shop = new Shop("Gifts", null, LONDON, GBP, false, 5, true);
    var programme =
        new Programme("1", shop, loyalty, Map.of())
            .with(Reward.SECTION, new Reward.All(REWARDS))
            .with(SegmentSet.SECTION, new SegmentSet(segments, Map.of(), Rooms.PROFILE));
    return new Rules(programme, List.of(cuts), List.of());
  }

  /** The same rules with model cards. */
  public static Rules rules(Rules rules, ModelCard... cards) {
    return new Rules(
        rules.programme(), rules.boundaries(), Stream.of(cards).map(Predictor::new).toList());
  }

  /**
   * A model card in force from noon of a day on: twice a month on average, and who falls silent
   * gets less likely to come back.
   *
   * @param cut below which a year's expected pence are the first band, and above the fifth
   */
  public static ModelCard card(String version, String from, double cut) {
    return card(version, from, cut, new BetaGeometric(2, false, 0.8, 4, 0.1, 0.9));
  }

  /** The same of another model. */
  public static ModelCard card(String version, String from, double cut, PurchaseModel model) {
    return new ModelCard(
        version,
        noon(from),
        LocalDate.parse(from).minusDays(1),
        7,
        1_000,
        500,
        model.name(),
        List.of(new ModelCard.Part(model.name(), 1, model.parameters(), NO_ERRORS, -1, true)),
        0.1,
        1_000,
        new ModelCard.Spend(6, 4, 500, NO_ERRORS, true),
        List.of(cut, cut, cut, cut),
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        0,
        List.of(),
        List.of());
  }

  /** A member's account after one line, with these days and bands and nothing else. */
  public static Account account(String customerId, ActiveDays days, @Nullable Bands bands) {
    return new Account(
        customerId,
        1,
        1,
        noon("2011-01-01"),
        Lots.NONE,
        0,
        days,
        days.orders(),
        Slices.NONE.with(Bands.SLICE, bands),
        "member",
        List.of(),
        false,
        Map.of());
  }

  /** The same account, erased. */
  public static Account erased(Account account) {
    return new Account(
        account.customerId(),
        account.version() + 1,
        1,
        account.writtenAt(),
        account.lots(),
        0,
        account.days(),
        account.purchases(),
        Slices.NONE,
        "member",
        List.of(),
        true,
        Map.of());
  }

  /** Anna's account, in which every room remembers something of her. */
  public static Account remembering() {
    var day = LocalDate.parse("2011-02-01");
    var bought = new TreeMap<>(Map.of(new LastBought.Key(LastBought.Kind.CATEGORY, "cups"), day));
    var mark = new Awaiting.Mark("P9", "R9", day);
    var bare = account("anna", DAYS, new Bands(5, 4, 3, "2011-01"));
    return bare.evaluated(
        "member",
        bare.slices()
            .with(MailDays.CLICKED, MailDays.NONE.plus(day))
            .with(MailDays.SENT, MailDays.NONE.plus(day).plus(day))
            .with(
                Answers.SLICE,
                Answers.NONE.plus("nps", new TreeMap<>(Map.of("score", 9L)), new TreeMap<>(), day))
            .with(Referral.SLICE, Referral.NONE.byFriend().plusFriends(2))
            .with(LastBought.SLICE, new LastBought(bought))
            .with(Watched.SLICE, Watched.NONE.plus(Watched.Kind.SKU, List.of("MUG"), day))
            .with(ValueBands.SLICE, new ValueBands(ValueBands.Churn.SAFE, 5, "2011-01"))
            .with(BonusesGiven.SLICE, new BonusesGiven(List.of("welcome")))
            .with(Awaiting.SLICE, new Awaiting(List.of(mark)))
            .with(Notice.SLICE, new Notice(YearMonth.parse("2011-12"), 30)),
        List.of("best"));
  }

  /** Noon of a day in London. */
  public static Instant noon(String day) {
    return LocalDate.parse(day).atTime(12, 0).atZone(LONDON).toInstant();
  }

  public static Purchase purchase(String id, Instant at, Purchase.Line... lines) {
    return discounted(id, at, 0, lines);
  }

  public static Purchase discounted(String id, Instant at, long off, Purchase.Line... lines) {
    return new Purchase(id, "anna", at, GBP, null, null, off, 0, 0, null, null, List.of(lines));
  }

  /** What was bought of a brand. */
  public static Purchase ofBrand(
      String id, Instant at, String brand, long off, Purchase.Line... lines) {
    return new Purchase(id, "anna", at, GBP, brand, null, off, 0, 0, null, null, List.of(lines));
  }

  /** Goods of a price in pence, with a coupon. */
  public static Purchase withCoupon(String id, Instant at, long off, long price, String code) {
    var line = line("A", 1, price);
    return new Purchase(id, "anna", at, GBP, null, null, off, 0, 0, code, null, List.of(line));
  }

  /** Things of these prices in pence, called A0, A1 and so on, with a friend's code. */
  public static Purchase withReferral(String id, Instant at, long... prices) {
    var lines = IntStream.range(0, prices.length).mapToObj(i -> line("A" + i, 1, prices[i]));
    return new Purchase(id, "anna", at, GBP, null, null, 0, 0, 0, null, "code", lines.toList());
  }

  /** A line of goods without a category; the price in pence. */
  public static Purchase.Line line(String sku, long quantity, long price) {
    return new Purchase.Line(sku, null, quantity, price, 0, null);
  }

  public static Purchase.Line line(String sku, String category, long quantity, long price) {
    return new Purchase.Line(sku, category, quantity, price, 0, null);
  }

  /** A review of a sku, written under an id. */
  public static Activity review(String id, String sku, Instant at) {
    var properties = new TreeMap<>(Map.of("sku", '"' + sku + '"', "stars", "5"));
    return new Activity(id, "anna", Activity.REVIEW, at, sku, properties);
  }

  /** Anna, who agreed to everything asked. */
  public static Profile anna(String... purposes) {
    var profile =
        Profile.empty("anna")
            .with(Field.EMAIL, "anna@example.com")
            .with(Field.NAME, "Anna Ash")
            .with(Field.LANGUAGE, "en")
            .with(Field.ZONE, "Europe/London")
            .with(Field.COUNTRY, "GB")
            .with(Field.BIRTHDAY, "1980-02-29")
            .with("shoe", new Attribute.Text("38"));
    for (var purpose : purposes) {
      profile = profile.with(purpose, consent(true));
    }
    return profile;
  }

  public static Profile.Consent consent(boolean granted) {
    return new Profile.Consent(granted, noon("2010-12-01"), "form", null);
  }
}
