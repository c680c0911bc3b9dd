package dev.perennial.domain.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.surveys.Survey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgrammeReaderTest {
  private static final String RIGHT =
      """
      {"shop": {"name": "Gifts", "zone": "Europe/London", "currency": "GBP", "restDays": 5},
       "loyalty": {"earn": {"rate": 1.5, "categories": {"x": 0.001}}, "pendingDays": 14,
         "validMonths": 12, "worth": 0.01, "expiryNotices": [30, 7], "tier": "member"},
       "segments": {"rich": {"description": "d", "pattern": {"tier": ["member"]}}},
       "campaigns": {
         "thanks": {"trigger": {"event": {"detail-type": ["Purchase Recorded"]}},
           "steps": [{"email": "thanks", "expires": "3 days"}]},
         "back": {"trigger": {"schedule": "weekly", "every": "quarter"}, "segment": "rich",
           "purpose": "email:home", "steps": [{"email": "back", "expires": "1 day"}]}}}
      """;

  private static ProgrammeReader.Outcome read(JsonNode json) {
    return ProgrammeReader.read("000001", json);
  }

  private static ObjectNode right() throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(RIGHT);
  }

  @Test
  void aRightProgrammeIsRead() throws JsonProcessingException {
    var programme =
        assertInstanceOf(ProgrammeReader.Outcome.Right.class, read(right())).programme();
    assertEquals("000001", programme.version());
    assertEquals(
        new Loyalty(Earn.at(1500, Map.of("x", 1L)), 14, 12, 10, Set.of(30, 7), Tiers.one("member")),
        programme.loyalty());
    assertEquals(List.of("rich"), programme.get(SegmentSet.SECTION).ids());
    var back = programme.get(CampaignSet.SECTION).find("back").orElseThrow();
    assertEquals("email:home", back.purpose());
    assertEquals("rich", back.segment());
    assertInstanceOf(Trigger.OnSchedule.class, back.trigger());
    assertEquals(
        List.of("thanks"),
        programme
            .get(CampaignSet.SECTION)
            .occasion("{\"detail-type\":\"Purchase Recorded\"}")
            .started()
            .stream()
            .map(campaign -> campaign.id())
            .toList());
  }

  /** A value put at a path, and the mistake that must be noted. */
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "shop/name | 5 | shop/name | must be text",
        "shop/zone | \"Europe/Lundon\" | shop/zone | \"Europe/Lundon\": is no time zone",
        "shop/currency | \"POUND\" | shop/currency | \"POUND\": is no currency",
        "shop/restDays | -1 | shop/restDays | must be a whole number from 0 to 365",
        "shop/restDays | 1.5 | shop/restDays | must be a whole number from 0 to 365",
        "shop/restDays | 99999999999 | shop/restDays | must be a whole number from 0 to 365",
        "shop/url | \"http://x.com\" | shop/url | \"http://x.com\": must be an address",
        "shop/margin | 0 | shop/margin | must be a whole number from 1 to 100",
        "shop/costPer1000Mails | 0.0001 | shop/costPer1000Mails | must be a rate of 0 to 9999",
        "shop/nmae | 1 | shop/nmae | is not known here; known are caps, control, costPer1000Mails,"
            + " countClicks, currency, margin, name, pricesInclude, quietHours, restDays, url,"
            + " zone",
        "shop | [] | shop | must be a mapping",
        "loyalty/earn/rate | \"1\" | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/rate | 1.0005 | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/rate | -1 | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/rate | 10000 | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/categories/x | null | loyalty/earn/categories/x | must be a rate",
        "loyalty/earn/categories | 3 | loyalty/earn/categories | must be a mapping",
        "loyalty/earn/categories | {\"a%20b\": 1} | loyalty/earn/categories/a%20b | is named"
            + " wrongly",
        "loyalty/earn/categories | {\"caf\u00e9\": 1, \"cafe\u0301\": 2}"
            + " | loyalty/earn/categories/cafe\u0301 | stands twice, written in two ways",
        "loyalty/earn/bonuses | {\"firstInCategory\": {\"a%20b\": 1}}"
            + " | loyalty/earn/bonuses/firstInCategory/a%20b | is named wrongly",
        "loyalty/earn/bonus | 3 | loyalty/earn/bonus | is not known here; known are bonuses",
        "loyalty/earn/minimumOrder | -1 | loyalty/earn/minimumOrder | is not an amount",
        "loyalty/earn/minimumOrder | 0.005 | loyalty/earn/minimumOrder | has more than the 2",
        "loyalty/earn/minimumOrder | \"5\" | loyalty/earn/minimumOrder | must be an amount",
        "loyalty/earn/caps | {\"day\": 0} | loyalty/earn/caps/day | must be a whole number from 1",
        "loyalty/earn/caps | {\"week\": 9} | loyalty/earn/caps/week | is not known here",
        "loyalty/earn/bonuses | {\"review\": 0} | loyalty/earn/bonuses/review | must be a whole",
        "loyalty/earn/bonuses | {\"reviews\": 25} | loyalty/earn/bonuses/reviews | is not known",
        "rewards | {\"x\": {\"coupon\": {\"stacks\": 1}}} | rewards/x/coupon/stacks | must be true",
        "rewards | {\"x\": {\"coupon\": {\"minimumOrder\": -1}}} | rewards/x/coupon/minimumOrder |"
            + " is not",
        "loyalty/earn/bonuses | {\"welcome\": -5} | loyalty/earn/bonuses/welcome | must be a whole",
        "loyalty/earn/exclude | {\"skus\": [\" ab\"]} | loyalty/earn/exclude/skus/0 | \" ab\":"
            + " must",
        "loyalty/earn/exclude | {\"skus\": []} | loyalty/earn/exclude/skus | must be a list",
        "loyalty/earn/exclude | {\"categories\": [\"x\"]} | loyalty/earn/exclude/categories | excl",
        "loyalty/earn/multipliers | [{\"times\": -2}] | loyalty/earn/multipliers/0/times | must be",
        "loyalty/earn/multipliers | [{\"times\": 101}] | loyalty/earn/multipliers/0/times | must"
            + " be",
        "loyalty/earn/multipliers | [{\"times\": 2, \"weekdays\": [\"sun\"]}] |"
            + " loyalty/earn/multipliers/0/weekdays/0 | \"sun\": is not known; known are monday",
        "loyalty/earn/multipliers | [{\"times\": 2, \"tiers\": [\"gold\"]}] |"
            + " loyalty/earn/multipliers/0/tiers/0 | \"gold\": is not known; known are member",
        "loyalty/earn/multipliers | [{\"times\": 2, \"from\": \"2026-12-32\"}] |"
            + " loyalty/earn/multipliers/0/from | \"2026-12-32\": must be a day",
        "loyalty/earn/multipliers | [{\"times\": 2, \"from\": \"2026-12-02\", \"until\":"
            + " \"2026-12-01\"}] | loyalty/earn/multipliers/0/until | lies before from",
        "loyalty/expiryNotices | [30, 30] | loyalty/expiryNotices | must be different whole"
            + " numbers",
        "loyalty/expiryNotices | [0] | loyalty/expiryNotices | must be different whole numbers",
        "loyalty/expiryNotices | 30 | loyalty/expiryNotices | must be a list",
        "loyalty/tiers | {\"by\": \"spend\"} | loyalty/tier | stands beside tiers",
        "loyalty/tiers | {\"by\": \"hope\"} | loyalty/tiers/by | \"hope\": is not known; known are"
            + " spend, points, orders",
        "loyalty/tiers | {\"over\": \"week\"} | loyalty/tiers/over | \"week\": is not known",
        "loyalty/tiers | {\"graceDays\": 31} | loyalty/tiers/graceDays | must be a whole number",
        "loyalty/tiers | {\"levels\": []} | loyalty/tiers/levels | must name one tier at least",
        "loyalty/tiers | {\"levels\": [{\"id\": \"a\", \"from\": 1}]} |"
            + " loyalty/tiers/levels/0/from | must be 0: everyone begins in the first tier",
        "loyalty/tiers | {\"levels\": [{\"id\": \"a\", \"from\": 0}, {\"id\": \"b\", \"from\":"
            + " 0}]} | loyalty/tiers/levels/1/from | must be above 0.00: tiers must not overlap",
        "loyalty/tiers | {\"levels\": [{\"id\": \"a\", \"from\": 0}, {\"id\": \"a\", \"from\":"
            + " 9}]} | loyalty/tiers/levels/1/id | \"a\" stands twice",
        "loyalty/validMonths | 0 | loyalty/validMonths | must be a whole number from 1 to 120",
        "loyalty/tier | \"Gold!\" | loyalty/tier | \"Gold!\": must be small letters",
        "segments/rich/pattern | {\"tier\": \"x\"} | segments/rich/pattern/tier | is not an",
        "segments/rich/pattern | 5 | segments/rich/pattern | is not an EventBridge",
        "segments/rich/pattern | {} | segments/rich/pattern | is not an EventBridge",
        "segments/rich/patern | {} | segments/rich/patern | is not known here",
        "segments/Rich! | {} | segments/Rich! | must be named in small letters",
        "campaigns/back/segment | \"poor\" | campaigns/back/segment | \"poor\" is not a file",
        "campaigns/back/steps | [] | campaigns/back/steps | must have a step at least, such as an"
            + " email",
        "campaigns/back/steps | [{\"expires\": \"1 day\"}] | campaigns/back/steps/0 | \"expires\""
            + " is nothing to do; a step",
        "campaigns/back/steps/0/reward | 1 | campaigns/back/steps/0/reward | is not known here",
        "campaigns/back/steps | {} | campaigns/back/steps | must be a list",
        "campaigns/back/trigger/schedule | \"daily\" | campaigns/back/trigger/schedule | \"daily\"",
        "campaigns/back/trigger/every | \"day\" | campaigns/back/trigger/every | \"day\": must be a"
            + " number of days, such as \"90 days\"",
        "campaigns/back/trigger/every | \"0 days\" | campaigns/back/trigger/every | \"0 days\":"
            + " must",
        "campaigns/back/trigger/every | \"3651 days\" | campaigns/back/trigger/every | \"3651"
            + " days\": must be a number of days up to 3650",
        "campaigns/back/trigger/every | 90 | campaigns/back/trigger/every | must be text",
        "campaigns/back/trigger/everyDays | 90 | campaigns/back/trigger/everyDays | is not known",
        "campaigns/back/trigger/atMost | 0 | campaigns/back/trigger/atMost | must be a whole",
        "campaigns/back/trigger/atMost | \"2\" | campaigns/back/trigger/atMost | must be a whole",
        "campaigns/thanks/trigger/every | \"quarter\" | campaigns/thanks/trigger/every |"
            + " \"quarter\": must be a number of days",
        "campaigns/thanks/trigger/event | {\"x\": 1} | campaigns/thanks/trigger/event/x | is not",
        "rewards | [] | rewards | must be a mapping",
        "campaigns/thanks/trigger/event | {\"detail-type\": [\"Email Sent\"]}"
            + " | campaigns/thanks/trigger/event/detail-type/0 | \"Email Sent\" starts no campaign",
        "campaigns/thanks/trigger/event | {\"detail-type\": [\"Email Clicked\"], \"source\":"
            + " [\"nobody\"]} | campaigns/thanks/trigger/event/source | must name perennial",
        "campaigns/thanks/trigger/event | {\"detail\": {\"order\": [1]}} |"
            + " campaigns/thanks/trigger/event/detail-type | must be a list of Purchase Recorded,",
        "campaigns/thanks/trigger/at | 1 | campaigns/thanks/trigger/at | is not known here",
        "campaigns/back/steps/0/expires | \"61 days\" | campaigns/back/steps/0/expires | \"61"
            + " days\"",
        "campaigns/back/steps/0/expires | \"soon\" | campaigns/back/steps/0/expires | \"soon\":"
            + " must",
        "campaigns/back/steps/0/wait | 1 | campaigns/back/steps/0 | says several things: email,"
            + " wait;",
        "extras | {} | programme/extras | is not known here; known are attributes, campaigns",
        "rewards | {\"x\": {}} | rewards/x/price | must be a whole number from 1",
        "rewards | {\"X\": {}} | rewards/X | must be named in small letters",
        "rewards | {\"x\": {\"coupon\": {\"off\": -1}}} | rewards/x/coupon/off | is not an amount",
        "rewards | {\"x\": {\"coupon\": {\"open\": 1}}} | rewards/x/coupon/open | must be true or",
        "rewards | {\"x\": {\"coupon\": {\"uses\": 11}}} | rewards/x/coupon/uses | must be a whole",
        "rewards | {\"x\": {\"tiers\": [\"gold\"]}} | rewards/x/tiers/0 | \"gold\": is not known",
        "rewards | {\"x\": {\"segments\": [\"poor\"]}} | rewards/x/segments/0 | \"poor\": is not",
        "rewards | {\"x\": {\"stock\": -1}} | rewards/x/stock | must be a whole number from 0",
        "rewards | {\"x\": {\"colour\": 1}} | rewards/x/colour | is not known here",
        "surveys | {\"1st\": {}} | surveys/1st | must be named by a small letter",
        "surveys | {\"x\": {}} | surveys/x/title | is missing",
        "surveys | {\"my-own\": {}} | surveys/my-own | must be named without hyphens",
        "surveys | {\"x\": {\"title\": \" \"}} | surveys/x/title | \" \": must be one line of 1 to",
        "surveys | {\"x\": {\"thanks\": 1}} | surveys/x/thanks | must be text",
        "surveys | {\"x\": {\"questions\": {}}} | surveys/x/questions | must be 1 to 10",
        "surveys | {\"x\": {\"colour\": 1}} | surveys/x/colour | is not known here",
      })
  void eachMistakeIsNotedWithItsPath(String path, String value, String where, String what)
      throws JsonProcessingException {
    var json = right();
    var at = path.lastIndexOf('/');
    var parent = (ObjectNode) json.at(at < 0 ? "" : "/" + path.substring(0, at));
    parent.set(path.substring(at + 1), new ObjectMapper().readTree(value));
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, read(json)).mistakes();
    assertTrue(
        mistakes.stream().anyMatch(m -> m.path().equals(where) && m.what().startsWith(what)),
        mistakes.toString());
  }

  /** Of what is no mapping it isn't told, too, what it lacks. */
  @ParameterizedTest
  @ValueSource(strings = {"campaigns/thanks/trigger", "loyalty/earn", "shop"})
  void whatIsNoMappingIsToldOnce(String path) throws JsonProcessingException {
    for (var value : List.of("3", "[]", "null", "\"x\"")) {
      var json = right();
      var at = path.lastIndexOf('/');
      var parent = (ObjectNode) json.at(at < 0 ? "" : "/" + path.substring(0, at));
      parent.set(path.substring(at + 1), new ObjectMapper().readTree(value));
      var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, read(json)).mistakes();
      assertEquals(List.of(new Mistake(path, "must be a mapping; " + value + " is not")), mistakes);
    }
  }

  @Test
  void categoriesAreKeptAsPurchasesWriteThem() throws JsonProcessingException {
    var json = right();
    var earn = (ObjectNode) json.at("/loyalty/earn");
    earn.set("categories", new ObjectMapper().readTree("{\"cafe\u0301\": 2}"));
    earn.set("bonuses", new ObjectMapper().readTree("{\"firstInCategory\": {\"cafe\u0301\": 5}}"));
    var right = assertInstanceOf(ProgrammeReader.Outcome.Right.class, read(json));
    var read = right.programme().loyalty().earn();
    assertEquals(Map.of("caf\u00e9", 2_000L), read.categoryRates());
    assertEquals(Map.of("caf\u00e9", 5L), read.bonuses().firstInCategory());
  }

  /** A question of a survey, and the mistake that must be noted. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"from\": 0, \"to\": 10} | /ask | is missing",
        "{\"ask\": \"a\\nb\", \"words\": 5} | /ask | \"a",
        "{\"ask\": \"?\"} | '' | must have one of: from and to (a scale), options, words",
        "{\"ask\": \"?\", \"from\": 0, \"to\": 9, \"words\": 5} | '' | must have one of",
        "{\"ask\": \"?\", \"from\": 0} | /to | must be a whole number from -100 to 100",
        "{\"ask\": \"?\", \"from\": -101, \"to\": -95} | /from | must be a whole number from",
        "{\"ask\": \"?\", \"from\": 0, \"to\": 11} | /to | must lie above from, so that",
        "{\"ask\": \"?\", \"from\": 5, \"to\": 5} | /to | must lie above from, so that there",
        "{\"ask\": \"?\", \"from\": 0, \"to\": 5, \"low\": 0} | /low | must be text",
        "{\"ask\": \"?\", \"from\": 0, \"to\": 5, \"middle\": \"m\"} | /middle | is not known",
        "{\"ask\": \"?\", \"options\": {\"a\": \"A\"}} | /options | must be 2 to 20",
        "{\"ask\": \"?\", \"options\": [\"a\", \"b\"]} | /options | must be a mapping",
        "{\"ask\": \"?\", \"options\": {\"A\": \"A\", \"b\": \"B\"}} | /options/A | must be named",
        "{\"ask\": \"?\", \"options\": {\"a\": 5, \"b\": \"B\"}} | /options/a | must be text",
        "{\"ask\": \"?\", \"words\": 1001} | /words | must be a whole number from 1 to 1000",
        "{\"ask\": \"?\", \"words\": 0} | /words | must be a whole number from 1 to 1000",
      })
  void eachMistakeOfAQuestionIsNoted(String question, String where, String what)
      throws JsonProcessingException {
    var json = right();
    var survey = json.putObject("surveys").putObject("x").put("title", "X?");
    survey.putObject("questions").set("q", new ObjectMapper().readTree(question));
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, read(json)).mistakes();
    var path = "surveys/x/questions/q" + where;
    assertTrue(
        mistakes.stream().anyMatch(m -> m.path().equals(path) && m.what().startsWith(what)),
        mistakes.toString());
  }

  @Test
  void surveysKeepTheOrderOfTheirQuestionsAndOptions() throws JsonProcessingException {
    var json = right();
    var survey =
        """
        {"order": {"title": "How was it?", "questions": {
          "why": {"ask": "Why?", "options": {"price": "The price", "best": "The best"}},
          "more": {"ask": "More?", "words": 500},
          "again": {"ask": "Again?", "from": -5, "to": 5, "low": "no"}}}}
        """;
    json.set("surveys", new ObjectMapper().readTree(survey));
    var programme = assertInstanceOf(ProgrammeReader.Outcome.Right.class, read(json)).programme();
    assertEquals(
        new Survey(
            "order",
            "How was it?",
            null,
            List.of(
                new Survey.Question.Choice(
                    "why",
                    "Why?",
                    List.of(
                        new Survey.Option("price", "The price"),
                        new Survey.Option("best", "The best"))),
                new Survey.Question.Words("more", "More?", 500),
                new Survey.Question.Scale("again", "Again?", -5, 5, "no", null))),
        Survey.find(programme, "order"));
  }

  @ParameterizedTest(name = "without {0}")
  @CsvSource({
    "shop/name",
    "shop/zone",
    "shop/currency",
    "shop/restDays",
    "loyalty/earn",
    "loyalty/earn/rate",
    "loyalty/pendingDays",
    "loyalty/validMonths",
    "loyalty/tier",
    "segments/rich/pattern",
    "campaigns/back/steps",
    "campaigns/back/trigger",
    "campaigns/back/steps/0/expires",
  })
  void whatIsMissingIsNoted(String path) throws JsonProcessingException {
    var json = right();
    var at = path.lastIndexOf('/');
    ((ObjectNode) json.at("/" + path.substring(0, at))).remove(path.substring(at + 1));
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, read(json)).mistakes();
    assertTrue(mistakes.stream().anyMatch(m -> m.path().startsWith(path)), mistakes.toString());
  }

  private static ProgrammeReader.Outcome askingFor(int ofFirst, int ofSecond)
      throws JsonProcessingException {
    var json = right();
    int name = 0;
    for (var count : List.of(ofFirst, ofSecond)) {
      var skus =
          ((ObjectNode) json.path("segments"))
              .putObject("s" + name)
              .putObject("pattern")
              .putObject("skus");
      for (int i = 0; i < count; i++) {
        skus.putArray("S" + name++).addObject().put("exists", true);
      }
    }
    return read(json);
  }

  @Test
  void segmentsMayAskForTwentyProductsTogether() throws JsonProcessingException {
    assertInstanceOf(ProgrammeReader.Outcome.Right.class, askingFor(12, 8));
    var mistakes =
        assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, askingFor(12, 9)).mistakes();
    assertEquals(
        "[Mistake[path=segments/s12/pattern, what=asks for skus, of which all segments may name 20"
            + " together; with this one they name 21, ofName=false]]",
        mistakes.toString());
  }

  @Test
  void allMistakesAreNotedAtOnce() throws JsonProcessingException {
    var outcome = read(new ObjectMapper().readTree("{\"shop\":{},\"loyalty\":{}}"));
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, outcome).mistakes();
    assertTrue(mistakes.size() >= 8, mistakes.toString());
  }

  /** What a file says, what is stored of it for the release before, and what both come to. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schedule\": \"weekly\", \"every\": \"90 days\"} | 90 |",
        "{\"schedule\": \"weekly\", \"every\": \"1 day\", \"atMost\": 3} | 1 | 3",
        "{\"schedule\": \"weekly\", \"every\": \"year\", \"atMost\": 3} | 0 | 3",
        "{\"event\": {\"detail-type\": [\"Purchase Recorded\"]}, \"every\": \"30 days\"} | 30 |",
      })
  void aCampaignsLimitIsRead(String trigger, int days, @Nullable Integer atMost)
      throws JsonProcessingException {
    var json = right();
    ((ObjectNode) json.at("/campaigns/back")).set("trigger", new ObjectMapper().readTree(trigger));
    var programme = assertInstanceOf(ProgrammeReader.Outcome.Right.class, read(json)).programme();
    var limit = programme.get(CampaignSet.SECTION).all().getFirst().limit();
    assertEquals(new Limit(days, atMost == null ? Limit.NONE.atMost() : atMost), limit);
  }

  @Test
  void whatALaterReleaseAppliedIsReadAndWhatSomebodyWroteIsNot() throws JsonProcessingException {
    var json = right();
    json.putObject("stamps").put("full", 10);
    ((ObjectNode) json.path("shop")).put("openOnSundays", true);
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, read(json)).mistakes();
    assertEquals(
        List.of("shop/openOnSundays", "programme/stamps"),
        mistakes.stream().map(Mistake::path).toList());
    var stored = ProgrammeReader.readStored("000001", json);
    var programme = assertInstanceOf(ProgrammeReader.Outcome.Right.class, stored).programme();
    assertEquals(List.of("rich"), programme.get(SegmentSet.SECTION).ids());
  }
}
