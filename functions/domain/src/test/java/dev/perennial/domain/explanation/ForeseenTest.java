package dev.perennial.domain.explanation;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.nightly.RandomShops;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.segments.Clause;
import dev.perennial.domain.segments.SegmentSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Machine;

/**
 * Random shops and customers: what is said of clauses and of the next entry is what living on,
 * night by night and week by week, comes to. {@code -Dperennial.why.customers=10000} tries more.
 */
class ForeseenTest {
  private static final long FIRST = Long.getLong("perennial.simulate.seed", 1);
  private static final int CUSTOMERS = Integer.getInteger("perennial.why.customers", 40);
  private static final int STEPS = 8;
  private static final ThreadLocal<Map<String, Machine>> MACHINES =
      ThreadLocal.withInitial(HashMap::new);

  /** What was found of many, so that it is seen that something was tried. */
  private record Found(int customers, int entries, int never, int passing, int staying) {
    Found plus(Found more) {
      return new Found(
          customers + more.customers,
          entries + more.entries,
          never + more.never,
          passing + more.passing,
          staying + more.staying);
    }
  }

  @Test
  void clauseAndNextInstantAreWhatLivingOnComesTo() {
    var found =
        LongStream.range(FIRST, FIRST + CUSTOMERS)
            .parallel()
            .mapToObj(ForeseenTest::one)
            .reduce(new Found(0, 0, 0, 0, 0), Found::plus);
    assertTrue(found.entries > CUSTOMERS / 2, "some enter: " + found);
    assertTrue(found.never > CUSTOMERS / 2, "some never do: " + found);
    assertTrue(found.passing > CUSTOMERS / 10, "some clauses pass: " + found);
    assertTrue(found.staying > CUSTOMERS / 10, "some never do: " + found);
  }

  private static Found one(long seed) {
    var random = new Random(seed);
    var rules = campaigning(RandomShops.rules(random), random);
    var lived = new Lived(rules, noon("2009-01-01").plus(Duration.ofHours(random.nextInt(9000))));
    for (int i = 0; i < STEPS; i++) {
      step(lived, random, "" + i);
    }
    lived.until(lived.now().plus(Duration.ofMinutes(random.nextInt(90_000))), _ -> {});
    if (lived.played.account().version() == 0) {
      return new Found(0, 0, 0, 0, 0);
    }
    return compare(lived, rules, "seed " + seed);
  }

  private static Found compare(Lived lived, Rules rules, String which) {
    var campaigns = rules.programme().get(CampaignSet.SECTION);
    var ids = campaigns.all().stream().map(Campaign::id).toList();
    var now = lived.now();
    var all = Why.of(lived.known(), rules, ids, now);
    var ahead = lived.copy();
    var met = new TreeMap<String, Instant>();
    ahead.until(now.plus(Duration.ofDays(Why.HORIZON)), at -> noteMet(ahead, rules, all, at, met));
    int entries = 0;
    int passing = 0;
    int staying = 0;
    for (var why : all) {
      var told = which + ": " + WhyJson.of(why);
      assertEquals(ahead.entered.get(why.campaign()), why.next(), told);
      entries += why.next() == null ? 0 : 1;
      var present = Objects.requireNonNull(why.present());
      assertEquals(entersAt(lived, rules, why.campaign()), present.obstacle().isEmpty(), told);
      checkLimit(lived, rules, why, told);
      if (present.audience() != null) {
        var document = document(lived, rules, now);
        for (var each : present.audience().unmet()) {
          assertEquals(false, meets(each.field(), document), told);
          assertEquals(met.get(key(each.field())), each.passes(), told);
          passing += each.passes() == null ? 0 : 1;
          staying += each.passes() == null ? 1 : 0;
        }
        assertEquals(
            present.audience().clauses().met(),
            rules
                .programme()
                .get(SegmentSet.SECTION)
                .matching(
                    Evaluation.document(
                        lived.played.account(), lived.played.customer().profile(), rules, now))
                .contains(present.audience().segment()),
            told);
      }
    }
    return new Found(1, entries, all.size() - entries, passing, staying);
  }

  private static String key(Clause.Field field) {
    return field.path() + field.wanted();
  }

  private static void noteMet(
      Lived lived, Rules rules, List<Why> all, Instant at, Map<String, Instant> met) {
    var document = document(lived, rules, at);
    for (var why : all) {
      var audience = Objects.requireNonNull(why.present()).audience();
      if (audience != null) {
        for (var each : audience.unmet()) {
          if (!met.containsKey(key(each.field())) && meets(each.field(), document)) {
            met.put(key(each.field()), at);
          }
        }
      }
    }
  }

  private static String document(Lived lived, Rules rules, Instant at) {
    var customer = lived.played.customer();
    return Evaluation.document(lived.played.account(), customer.profile(), rules, at).json();
  }

  /** By a machine of its own, for this field and nothing else. */
  private static boolean meets(Clause.Field field, String document) {
    try {
      return !MACHINES
          .get()
          .computeIfAbsent(key(field), _ -> machine(field))
          .rulesForJSONEvent(document)
          .isEmpty();
    } catch (Exception e) { // declared by event-ruler
      throw new IllegalStateException(e);
    }
  }

  private static Machine machine(Clause.Field field) {
    var names = field.path().split("/", -1);
    var pattern = field.wanted();
    for (int i = names.length - 1; i >= 0; i--) {
      pattern = "{\"" + names[i] + "\":" + pattern + "}";
    }
    var machine = Machine.builder().build();
    try {
      machine.addRule("it", pattern);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return machine;
  }

  private static JsonNode parsed(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether an entry made now is made. */
  private static boolean entersAt(Lived lived, Rules rules, String id) {
    var campaign = rules.programme().get(CampaignSet.SECTION).find(id).orElseThrow();
    var now = lived.now();
    var zone = rules.programme().shop().zone();
    var entry =
        campaign.trigger() instanceof Trigger.OnSchedule on
            ? Enrolment.onSchedule(on, now, zone)
            : new Entry("ledger#purchase#of-now", now);
    return lived.copy().enter(campaign, entry);
  }

  /** On the day that is told, and on no day before, the limit of days leaves room. */
  private static void checkLimit(Lived lived, Rules rules, Why why, String told) {
    var from = Objects.requireNonNull(why.present()).from();
    var campaign = rules.programme().get(CampaignSet.SECTION).find(why.campaign()).orElseThrow();
    if (from == null || !why.present().obstacle().equals("entered-recently")) {
      return;
    }
    var lines = lived.known().entries().getOrDefault(campaign.id(), List.of());
    var earlier = Entries.of(lines);
    var log = lived.played.customer().mailLogOrNone();
    var shop = rules.programme().shop();
    for (var at = lived.now(); at.isBefore(from); at = at.plus(Duration.ofHours(5))) {
      var entry = new Entry("another", at);
      assertEquals(
          "entered-recently",
          Enrolment.limited(log, campaign, entry, earlier, shop).orElse(""),
          told);
    }
    var entry = new Entry("another", from);
    assertTrue(
        !Enrolment.limited(log, campaign, entry, earlier, shop)
            .orElse("")
            .equals("entered-recently"),
        told);
  }

  private static Rules campaigning(Rules rules, Random random) {
    var segments = rules.programme().get(SegmentSet.SECTION).ids();
    var files = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      files.add("\"c" + i + "\": " + file(random, segments));
    }
    var mistakes = new ArrayList<Mistake>();
    var known = String.join(", ", segments.stream().map(id -> "\"" + id + "\": {}").toList());
    var json =
        parsed(
            "{\"segments\": {%s}, \"campaigns\": {%s}}".formatted(known, String.join(", ", files)));
    var campaigns = new CampaignReader().read(new Reader(json, "", mistakes), rules.programme());
    assertEquals(List.of(), mistakes);
    var shop = rules.programme().shop();
    var pace = new Pace(random.nextInt(3) * 5, null, List.of());
    var programme = rules.programme().with(CampaignSet.SECTION, campaigns);
    return new Rules(
        new Programme(
            "1",
            new Shop(
                shop.name(),
                null,
                shop.zone(),
                shop.currency(),
                false,
                pace,
                random.nextInt(20),
                true),
            programme.loyalty(),
            programme.sections()),
        rules.boundaries(),
        rules.predictors());
  }

  private static String file(Random random, List<String> segments) {
    var segment = segments.get(random.nextInt(segments.size()));
    var trigger =
        switch (random.nextInt(8)) {
          case 0 -> "{\"schedule\": \"weekly\", \"every\": \"month\"}";
          case 1 -> "{\"schedule\": \"weekly\", \"every\": \"quarter\"}";
          case 2 -> "{\"schedule\": \"weekly\", \"every\": \"year\"}";
          case 3 -> "{\"schedule\": \"weekly\", \"every\": \"45 days\", \"atMost\": 3}";
          case 4 -> "{\"schedule\": \"weekly\", \"every\": \"7 days\"}";
          case 5 ->
              "{\"event\": {\"detail-type\": [\"Customer Reclassified\", \"Points Adjusted\"],"
                  + " \"detail\": {\"changes\": {\"segmentsEntered\": [\"%s\"]}}}}"
                      .formatted(segment);
          case 6 -> "{\"event\": {\"detail-type\": [\"Points Expiring\"]}, \"every\": \"20 days\"}";
          default -> "{\"event\": {\"detail-type\": [\"Purchase Recorded\"]}, \"atMost\": 2}";
        };
    var audience =
        random.nextInt(4) == 0
            ? ""
            : "\"segment\": \"%s\",".formatted(segments.get(random.nextInt(segments.size())));
    var purpose = random.nextInt(6) == 0 ? "\"purpose\": \"email:home\"," : "";
    var steps =
        switch (random.nextInt(5)) {
          case 0 -> "[{\"wait\": \"40 days\"}, {\"email\": \"a\", \"expires\": \"3 days\"}]";
          case 1 ->
              "[{\"email\": \"a\", \"expires\": \"9 days\"}, {\"wait\": \"20 days\"}, {\"points\":"
                  + " 150}]";
          case 2 -> "[{\"points\": 90}, {\"wait\": \"300 days\"}, {\"points\": 10}]";
          default -> "[{\"email\": \"a\", \"expires\": \"9 days\"}]";
        };
    return "{\"trigger\": %s, %s %s \"holdout\": %d, \"steps\": %s}"
        .formatted(trigger, audience, purpose, random.nextInt(40), steps);
  }

  private static void step(Lived lived, Random random, String id) {
    lived.until(lived.now().plus(Duration.ofMinutes(random.nextInt(100_000))), _ -> {});
    var now = lived.now();
    switch (random.nextInt(5)) {
      case 0 -> lived.played.put(profile(random), now);
      case 1 -> {
        var back = now.minus(Duration.ofHours(random.nextInt(5000)));
        lived.played.buy(purchase("P" + id, back, line("A", "cups", 1, amount(random))), now);
      }
      default ->
          lived.played.buy(purchase("P" + id, now, line("B", "hats", 1, amount(random))), now);
    }
    lived.hearNew();
  }

  private static long amount(Random random) {
    return 100L + random.nextInt(90_000);
  }

  private static Profile profile(Random random) {
    var born = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000));
    var renewed = LocalDate.of(2009, 1, 1).plusDays(random.nextInt(1500));
    var consent = new Profile.Consent(random.nextInt(5) > 0, noon("2008-12-01"), "form", null);
    return Example.anna()
        .with("email", consent)
        .with(Field.BIRTHDAY, born.toString())
        .with("renewal", new Attribute.Text(renewed.toString()));
  }
}
