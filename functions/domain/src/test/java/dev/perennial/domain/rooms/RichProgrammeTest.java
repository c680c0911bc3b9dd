package dev.perennial.domain.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Multiplier;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.segments.SegmentSet;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A programme that says everything there is to say, and what else it might say. */
class RichProgrammeTest {
  private static final String RICH =
      """
      {"shop": {"name": "Gifts", "url": "https://gifts.example/shop", "zone": "Europe/London",
         "currency": "GBP", "restDays": 5, "countClicks": true},
       "loyalty": {
         "earn": {"rate": 1, "categories": {"cups": 0.5},
           "exclude": {"categories": ["service"], "skus": ["S1"]},
           "multipliers": [{"description": "Sundays", "times": 2.5, "tiers": ["gold"],
             "categories": ["cups"], "skus": ["M1"], "channels": ["web"], "brands": ["home"],
             "weekdays": ["sunday"], "from": "2011-06-01", "until": "2011-06-01"}],
           "minimumOrder": 5,
           "caps": {"order": 100, "day": 200, "month": 1000},
           "bonuses": {"welcome": 50, "birthday": 20, "firstInCategory": {"cups": 5},
             "review": 25}},
         "pendingDays": 14, "validMonths": 12, "worth": 0.01, "expiryNotices": [30, 7],
         "tiers": {"by": "points", "over": "calendar-year", "graceDays": 14, "levels": [
           {"id": "basic", "from": 0},
           {"id": "gold", "from": 500, "times": 1.25, "perks": ["Free returns"]}]}},
       "segments": {"rich": {"description": "d", "pattern": {"tier": ["gold"]}},
         "poor": {"pattern": {"tier": ["basic"]}}},
       "rewards": {
         "mug": {"name": "A mug", "price": 100, "tiers": ["gold"], "segments": ["rich"],
           "stock": 20, "from": "2011-06-01", "until": "2011-06-01",
           "coupon": {"off": 5, "minimumOrder": 20.50, "validDays": 90, "uses": 3, "open": true,
             "stacks": true}},
         "pin": {"name": "A pin", "price": 10, "coupon": {"validDays": 1}}},
       "campaigns": {
         "back": {"description": "d", "trigger": {"schedule": "weekly", "every": "month"},
           "steps": [{"email": "back", "expires": "60 days"}]},
         "hello": {"trigger": {"event": {"source": ["perennial"],
             "detail-type": ["Customer Created"]}},
           "steps": [{"email": "hello", "expires": "1 day"}]}}}
      """;

  private static ObjectNode rich() throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(RICH);
  }

  private static Programme programme() throws JsonProcessingException {
    var read = ProgrammeReader.read("000001", rich());
    if (read instanceof ProgrammeReader.Outcome.Wrong(var mistakes, _)) {
      throw new AssertionError(mistakes.toString());
    }
    return ((ProgrammeReader.Outcome.Right) read).programme();
  }

  @Test
  void theShopIsRead() throws JsonProcessingException {
    assertEquals(
        new Shop(
            "Gifts",
            "https://gifts.example/shop",
            ZoneId.of("Europe/London"),
            Currency.getInstance("GBP"),
            false,
            5,
            true),
        programme().shop());
  }

  @Test
  void howPointsAreEarnedIsRead() throws JsonProcessingException {
    var day = LocalDate.parse("2011-06-01");
    var sundays =
        new Multiplier(
            2500,
            Set.of("gold"),
            Set.of("cups"),
            Set.of("M1"),
            Set.of("web"),
            Set.of("home"),
            Set.of(DayOfWeek.SUNDAY),
            day,
            day);
    assertEquals(
        new Earn(
            1000,
            Map.of("cups", 500L),
            Set.of("service"),
            Set.of("S1"),
            List.of(sundays),
            500,
            new Earn.Caps(100, 200, 1000),
            new Earn.Bonuses(50, 20, Map.of("cups", 5L), 25)),
        programme().loyalty().earn());
  }

  @Test
  void theTiersAreRead() throws JsonProcessingException {
    var tiers = programme().loyalty().tiers();
    var basic = new Level("basic", 0, 1000, List.of());
    var gold = new Level("gold", 500, 1250, List.of("Free returns"));
    assertEquals(
        new Tiers(Tiers.Measure.POINTS, Tiers.Window.CALENDAR_YEAR, 14, List.of(basic, gold)),
        tiers);
    assertEquals(List.of("basic", "gold"), tiers.ids());
    assertEquals(gold, tiers.level("gold"));
    assertEquals(basic, tiers.level("silver"), "a tier that there is no more");
    assertEquals("basic", programme().loyalty().tier());
  }

  @Test
  void rewardsAreReadAndSayLittleWhenLittleIsSaid() throws JsonProcessingException {
    var day = LocalDate.parse("2011-06-01");
    assertEquals(
        List.of(
            new Reward(
                "mug",
                "A mug",
                100,
                new Reward.Offer(500, 2050, 90, 3, false, true),
                Set.of("gold"),
                Set.of("rich"),
                20,
                day,
                day),
            new Reward(
                "pin",
                "A pin",
                10,
                new Reward.Offer(0, 0, 1, 1, true, false),
                Set.of(),
                Set.of(),
                Reward.UNLIMITED,
                null,
                null)),
        programme().get(Reward.SECTION).list());
  }

  @Test
  void segmentsAndCampaignsAreRead() throws JsonProcessingException {
    var segments = programme().get(SegmentSet.SECTION);
    assertEquals(Optional.of("d"), segments.description("rich"));
    assertEquals(Optional.empty(), segments.description("poor"));
    assertTrue(segments.fields().containsAll(Rooms.PROFILE));
    var campaigns = programme().get(CampaignSet.SECTION);
    assertEquals(
        List.of(Duration.ofDays(60), Duration.ofDays(1)),
        campaigns.all().stream().map(each -> each.flow().mail().orElseThrow().expires()).toList());
    assertEquals(
        List.of("back"),
        campaigns.all().stream()
            .filter(each -> each.trigger() instanceof Trigger.OnSchedule)
            .map(Campaign::id)
            .toList());
  }

  /** Values at their bounds, and what else may be said. */
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "shop/restDays | 0",
        "shop/restDays | 365",
        "shop/countClicks | false",
        "loyalty/pendingDays | 0",
        "loyalty/pendingDays | 365",
        "loyalty/validMonths | 1",
        "loyalty/validMonths | 120",
        "loyalty/expiryNotices | [1, 31]",
        "loyalty/expiryNotices | []",
        "loyalty/worth | 0",
        "loyalty/earn/rate | 0",
        "loyalty/earn/rate | 9999.999",
        "loyalty/earn/multipliers/0/times | 100",
        "loyalty/earn/multipliers/0/times | 0",
        "loyalty/earn/caps | {\"day\": 1000000000}",
        "loyalty/earn/bonuses | {\"review\": 1}",
        "loyalty/tiers/graceDays | 30",
        "loyalty/tiers/graceDays | 0",
        "loyalty/tiers/levels/1/from | 1",
        "rewards/mug/price | 1",
        "rewards/mug/stock | 0",
        "rewards/mug/coupon/uses | 10",
        "rewards/mug/coupon/validDays | 3650",
        "campaigns/back/segment | \"rich\"",
        "surveys | {\"x\": {\"title\": \"T\", \"questions\": {\"q\": {\"ask\": \"?\", \"from\":"
            + " -100, \"to\": -90}}}}",
        "surveys | {\"x\": {\"title\": \"T\", \"questions\": {\"q\": {\"ask\": \"?\", \"words\":"
            + " 1000}}}}",
        "surveys | {\"x\": {\"title\": \"T\", \"questions\": {\"q\": {\"ask\": \"?\","
            + " \"options\": {\"a\": \"A\", \"b\": \"B\"}}}}}"
      })
  void whatLiesWithinTheBoundsIsRight(String path, String value) throws JsonProcessingException {
    assertEquals(List.of(), mistakes(path, value));
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "loyalty/colour | 1 | loyalty/colour | is not known here",
        "loyalty/pendingDays | 366 | loyalty/pendingDays | must be a whole number from 0 to 365",
        "loyalty/validMonths | 121 | loyalty/validMonths | must be a whole number from 1 to 120",
        "loyalty/expiryNotices | [32] | loyalty/expiryNotices | must be different whole numbers",
        "loyalty/earn/exclude/brands | [] | loyalty/earn/exclude/brands | is not known here",
        "loyalty/earn/multipliers/0/colour | 1 | loyalty/earn/multipliers/0/colour | is not known",
        "loyalty/earn/multipliers/0/times | 100.001 | loyalty/earn/multipliers/0/times | must be"
            + " at most 100",
        "loyalty/earn/multipliers/0/skus | [] | loyalty/earn/multipliers/0/skus | must be a list"
            + " with something in it",
        "loyalty/earn/multipliers/0/skus | \"M1\" | loyalty/earn/multipliers/0/skus | must be a"
            + " list with something in it",
        "loyalty/earn/multipliers/0/skus | [5] | loyalty/earn/multipliers/0/skus/0 | must be text",
        "loyalty/earn/multipliers/0/skus | [\"A\", \"A\"] | loyalty/earn/multipliers/0/skus/1 |"
            + " stands twice",
        "loyalty/tiers/colour | 1 | loyalty/tiers/colour | is not known here",
        "loyalty/tiers/levels/1/colour | 1 | loyalty/tiers/levels/1/colour | is not known here",
        "loyalty/tiers/levels/1/from | 0 | loyalty/tiers/levels/1/from | must be above 0: tiers",
        "loyalty/tiers/levels/1/from | 1.5 | loyalty/tiers/levels/1/from | must be a whole number",
        "loyalty/tiers/levels/1/id | \"Gold!\" | loyalty/tiers/levels/1/id | \"Gold!\": must be",
        "shop/countClicks | 1 | shop/countClicks | must be true or false",
        "rewards/mug/coupon/colour | 1 | rewards/mug/coupon/colour | is not known here",
        "rewards/mug/until | \"2011-05-31\" | rewards/mug/until | lies before from",
        "rewards/mug/from | \"soon\" | rewards/mug/from | \"soon\": ",
        "rewards/mug/price | 0 | rewards/mug/price | must be a whole number from 1",
        "rewards/mug/coupon/validDays | 3651 | rewards/mug/coupon/validDays | must be a whole",
        "campaigns/back/versions | \"stay\" | campaigns/back/versions"
            + " | \"stay\": must be finish or move",
        "campaigns/back/colour | 1 | campaigns/back/colour | is not known here",
        "campaigns/back/trigger/colour | 1 | campaigns/back/trigger/colour | is not known here"
      })
  void whatLiesBeyondThemIsNot(String path, String value, String where, String what)
      throws JsonProcessingException {
    var mistakes = mistakes(path, value);
    assertTrue(
        mistakes.stream().anyMatch(m -> m.path().equals(where) && m.what().startsWith(what)),
        mistakes.toString());
  }

  /** What is noted when a value is put at a path. */
  private static List<Mistake> mistakes(String path, String value) throws JsonProcessingException {
    var json = rich();
    var at = path.lastIndexOf('/');
    var parent = (ObjectNode) json.at(at < 0 ? "" : "/" + path.substring(0, at));
    parent.set(path.substring(at + 1), new ObjectMapper().readTree(value));
    return switch (ProgrammeReader.read("000001", json)) {
      case ProgrammeReader.Outcome.Right _ -> List.of();
      case ProgrammeReader.Outcome.Wrong wrong -> wrong.mistakes();
    };
  }

  /** Days of points are only noted where something asks for them. */
  @ParameterizedTest(name = "caps {0} and {1}, {2} tiers by {3}: {4}")
  @CsvSource({
    "0, 0, 1, POINTS, false",
    "0, 0, 2, SPEND,  false",
    "0, 0, 2, ORDERS, false",
    "0, 0, 2, POINTS, true",
    "1, 0, 1, SPEND,  true",
    "0, 1, 1, SPEND,  true"
  })
  void pointsAreNotedByDayForCapsAndForTiersByPoints(
      long day, long month, int levels, Tiers.Measure by, boolean noted) {
    var all =
        List.of(new Level("basic", 0, 1000, List.of()), new Level("gold", 9, 1000, List.of()));
    var tiers = new Tiers(by, Tiers.Window.ROLLING_YEAR, 0, all.subList(0, levels));
    var earn =
        new Earn(
            1000,
            Map.of(),
            Set.of(),
            Set.of(),
            List.of(),
            0,
            new Earn.Caps(7, day, month),
            Earn.Bonuses.NONE);
    assertEquals(noted, new Loyalty(earn, 14, 12, 0, Set.of(), tiers).countsPointsByDay());
  }

  @Test
  void aShopThatSaysNothingOfClicksCountsNone() throws JsonProcessingException {
    var json = rich();
    ((ObjectNode) json.path("shop")).remove(List.of("countClicks", "url"));
    var right =
        assertInstanceOf(ProgrammeReader.Outcome.Right.class, ProgrammeReader.read("000001", json));
    assertEquals(false, right.programme().shop().countClicks());
    assertEquals(null, right.programme().shop().url());
  }
}
