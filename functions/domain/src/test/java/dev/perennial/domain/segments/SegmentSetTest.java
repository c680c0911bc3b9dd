package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.SaidTimes;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.value.ValueBands;
import dev.perennial.domain.value.ValueBands.Churn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Machine;

/** Answers are remembered by signature: never may that make a difference. */
class SegmentSetTest {
  private static final LocalDate TODAY = LocalDate.of(2011, 6, 1);
  private static final Currency POUNDS = Currency.getInstance("GBP");
  private static final List<Churn> CHURNS = List.of(Churn.values());

  /** All that a pattern may say, of every type of field. */
  private static final List<String> PATTERNS =
      List.of(
          "{'rfm':{'recency':[1,2],'frequency':[{'numeric':['>',3]}]}}",
          "{'value':{'churn':['at-risk','gone'],'band':[4,5]}}",
          "{'last365':{'spend':[{'numeric':['>=',10]}]}}",
          "{'last365':{'spend':[{'numeric':['>',10,'<=',10.01]}]}}",
          "{'last365':{'spend':[10.01]},'tier':['member']}",
          "{'last90':{'orders':[{'anything-but':2}]}}",
          "{'last90':{'orders':[{'anything-but':[1,3]}]}}",
          "{'orders':{'daysSinceLast':[{'exists':false}]}}",
          "{'orders':{'daysSinceLast':[{'numeric':['<',40]},{'exists':false}]}}",
          "{'orders':{'spend':[{'numeric':['<',0.0000001]}]}}",
          "{'points':{'balance':[{'numeric':['=',100]}]},'consents':{'email':[true]}}",
          "{'$or':[{'tier':[{'prefix':'go'}]},{'points':{'debt':[{'numeric':['>',0]}]}}]}",
          "{'customer':{'$or':[{'country':['GB']},{'known':[false]}]}}",
          "{'customer':{'country':[{'anything-but':['GB','DE']}]}}",
          "{'attributes':{'colour':[{'equals-ignore-case':'RED'},{'suffix':'ue'}]}}",
          "{'attributes':{'colour':[{'wildcard':'b*e'}],'size':['10']}}",
          "{'attributes':{'size':[{'numeric':['>',9.5,'<=',10]},true]}}",
          "{'attributes':{'size':[10,{'exists':false}]}}",
          "{'attributes':{'size':[{'anything-but':['9']}]}}",
          "{'attributes':{'until':[{'prefix':'2011-06'}]},'daysUntil':{'until':[{'numeric':['<=',1]}]}}",
          "{'daysSince':{'until':[{'numeric':['>=',1]}]}}",
          "{'daysToYearly':{'until':[0]}}",
          "{'customer':{'daysToBirthday':[{'numeric':['<=',7]}],'birthMonth':[6],'birthDay':[1,2]}}");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void rememberedAnswersAreThoseOfEventRuler(long seed) throws Exception {
    var random = new Random(seed);
    var patterns =
        IntStream.range(0, PATTERNS.size())
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> "s" + i,
                    i -> PATTERNS.get(i).replace('\'', '"'),
                    (a, _) -> a,
                    TreeMap::new));
    var segments = new SegmentSet(patterns);
    var machine = Machine.builder().build();
    for (var each : patterns.entrySet()) {
      machine.addRule(each.getKey(), each.getValue());
    }
    var matched = new HashSet<String>();
    var documents = new HashSet<String>();
    for (int i = 0; i < 5_000; i++) {
      var document = document(random);
      var wanted = machine.rulesForJSONEvent(document.json()).stream().sorted().toList();
      assertEquals(wanted, segments.matching(document), document.json());
      matched.addAll(wanted);
      documents.add(document.json());
    }
    assertEquals(patterns.keySet(), matched, "a pattern that nothing matches tests nothing");
    assertTrue(segments.remembered() < documents.size(), "nothing was remembered");
  }

  /** Cuts at 10 and 20: only where a number lies between them is remembered. */
  @Test
  void documentsThatNoPatternTellsApartAreAskedForOnce() {
    var segments =
        new SegmentSet(
            Map.of(
                "some", "{\"orders\":{\"spend\":[{\"numeric\":[\">\",10]}]}}",
                "much", "{\"orders\":{\"spend\":[{\"numeric\":[\">=\",20]}]}}"));
    var asked =
        Stream.of(500, 999, 1000, 1001, 1500, 1999, 2000, 2001, 9000)
            .map(cents -> segments.matching(spending(cents)).size())
            .toList();
    assertEquals(List.of(0, 0, 0, 1, 1, 1, 2, 2, 2), asked);
    assertEquals(5, segments.remembered());
  }

  /** The largest has more digits than event-ruler compares, and is rounded. */
  @Test
  void numbersOfAnySizeAreCompared() {
    var rich = "{\"orders\":{\"spend\":[{\"numeric\":[\">\",6000000000]}]}}";
    var segments = new SegmentSet(Map.of("rich", rich));
    assertEquals(List.of(), segments.matching(spending(600_000_000_000L)));
    assertEquals(List.of("rich"), segments.matching(spending(600_000_000_001L)));
    assertEquals(List.of("rich"), segments.matching(spending(9_007_199_254_740_993L)));
  }

  private static ProfileDocument spending(long cents) {
    var days = ActiveDays.NONE.plus(LocalDate.ofEpochDay(15_000), 1, cents, 0);
    return ProfileDocument.of(Example.account("c", days, null), null, POUNDS, TODAY, List.of());
  }

  private static ProfileDocument document(Random random) {
    var tier = random.nextBoolean() ? "member" : "gold";
    long debt = random.nextInt(2);
    var lots =
        random.nextBoolean() ? Notation.lots("2012-01:" + (99 + random.nextInt(3))) : Lots.NONE;
    var days = ActiveDays.NONE;
    if (random.nextInt(4) > 0) {
      var first = TODAY.minusDays(38 + random.nextInt(4));
      days = days.plus(first, 1, 999 + random.nextInt(4), 0);
      days = random.nextBoolean() ? days.plus(first.plusDays(5), 1, 0, 0) : days;
    }
    var bands = random.nextBoolean() ? new Bands(one(random), one(random), 1, "v") : null;
    var churn = CHURNS.get(random.nextInt(CHURNS.size()));
    var value = random.nextBoolean() ? new ValueBands(churn, one(random), "v") : null;
    var slices = Slices.NONE.with(Bands.SLICE, bands).with(ValueBands.SLICE, value);
    var account =
        new Account(
            "c",
            1,
            1,
            Instant.EPOCH,
            lots,
            debt,
            days,
            1,
            slices,
            tier,
            List.of(),
            false,
            Map.of());
    return ProfileDocument.of(
        account, random.nextInt(4) > 0 ? profile(random) : null, POUNDS, TODAY, List.of());
  }

  private static int one(Random random) {
    return 1 + random.nextInt(5);
  }

  private static Profile profile(Random random) {
    var attributes = new TreeMap<String, Attribute>();
    if (random.nextBoolean()) {
      var colour = List.of("red", "Red", "blue", "be").get(random.nextInt(4));
      attributes.put("colour", new Attribute.Text(colour));
      attributes.put(
          "size",
          switch (random.nextInt(4)) {
            case 0 -> new Attribute.Text("10");
            case 1 -> new Attribute.Amount(BigDecimal.valueOf(93 + random.nextInt(9), 1));
            case 2 -> new Attribute.Truth(random.nextBoolean());
            default -> new Attribute.Texts(List.of("9", "10").subList(random.nextInt(2), 2));
          });
    }
    var until = TODAY.plusDays(random.nextInt(5) - 2L);
    attributes.put("until", new Attribute.Text(random.nextBoolean() ? until.toString() : "soon"));
    var birthday = random.nextBoolean() ? "--06-0" + one(random) : "1980-06-0" + one(random);
    var granted = new Profile.Consent(random.nextBoolean(), Instant.EPOCH, "test", null);
    return new Profile(
        "c",
        Map.of(
            Field.COUNTRY,
            List.of("GB", "DE", "FR").get(random.nextInt(3)),
            Field.BIRTHDAY,
            birthday),
        attributes,
        random.nextBoolean() ? Map.of("email", granted) : Map.of(),
        SaidTimes.NONE,
        Map.of());
  }
}
