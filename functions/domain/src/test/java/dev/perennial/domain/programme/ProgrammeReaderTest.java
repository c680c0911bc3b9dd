package dev.perennial.domain.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertEquals(List.of("rich"), programme.segments().ids());
    var back = programme.campaigns().on("weekly").getFirst();
    assertEquals("email:home", back.purpose());
    assertEquals("rich", back.segment());
    assertInstanceOf(Trigger.OnTick.class, back.trigger());
    assertEquals(
        List.of("thanks"),
        programme.campaigns().triggeredBy("{\"detail-type\":\"Purchase Recorded\"}").stream()
            .map(campaign -> campaign.id())
            .toList());
  }

  /** A value put at a path, and the mistake that must be noted. */
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "shop/name | 5 | shop/name | must be text",
        "shop/zone | \"Europe/Lundon\" | shop/zone | \"Europe/Lundon\": ",
        "shop/currency | \"POUND\" | shop/currency | \"POUND\": ",
        "shop/restDays | -1 | shop/restDays | must be a whole number from 0 to 365",
        "shop/restDays | 1.5 | shop/restDays | must be a whole number from 0 to 365",
        "shop/restDays | 99999999999 | shop/restDays | must be a whole number from 0 to 365",
        "shop/url | \"http://x.com\" | shop/url | \"http://x.com\": must be an address",
        "shop/nmae | 1 | shop/nmae | is not known here; known are countClicks, currency, name,"
            + " restDays, url",
        "shop | [] | shop | must be a mapping",
        "loyalty/earn/rate | \"1\" | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/rate | 1.0005 | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/rate | -1 | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/rate | 10000 | loyalty/earn/rate | must be a rate of 0 to 9999",
        "loyalty/earn/categories/x | null | loyalty/earn/categories/x | must be a rate",
        "loyalty/earn/categories | 3 | loyalty/earn/categories | must be a mapping",
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
        "loyalty/earn/exclude | {\"skus\": [\"a b\"]} | loyalty/earn/exclude/skus/0 | \"a b\":"
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
            + " loyalty/earn/multipliers/0/from | \"2026-12-32\": ",
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
        "segments/rich/pattern | {\"tier\": \"x\"} | segments/rich/pattern | segment rich is not",
        "segments/rich/pattern | 5 | segments/rich/pattern | segment rich is not",
        "segments/rich/pattern | {} | segments/rich/pattern | segment rich is not",
        "segments/rich/patern | {} | segments/rich/patern | is not known here",
        "segments/Rich! | {} | segments/Rich! | must be named in small letters",
        "campaigns/back/segment | \"poor\" | campaigns/back/segment | \"poor\" is not a file",
        "campaigns/back/steps | [] | campaigns/back/steps | must be one step, an email",
        "campaigns/back/steps | {} | campaigns/back/steps | must be a list",
        "campaigns/back/trigger/schedule | \"daily\" | campaigns/back/trigger/schedule | \"daily\"",
        "campaigns/back/trigger/every | \"day\" | campaigns/back/trigger/every | \"day\": ",
        "campaigns/thanks/trigger/event | {\"x\": 1} | campaigns/thanks/trigger/event | campaign",
        "campaigns/thanks/trigger/event | {\"detail-type\": [\"Email Sent\"]}"
            + " | campaigns/thanks/trigger/event/detail-type | \"Email Sent\" starts no campaign",
        "campaigns/thanks/trigger/event | {\"detail\": {\"order\": [1]}} |"
            + " campaigns/thanks/trigger/event/detail-type | must be a list of Purchase Recorded,",
        "campaigns/thanks/trigger/at | 1 | campaigns/thanks/trigger/at | is not known here",
        "campaigns/back/steps/0/expires | \"61 days\" | campaigns/back/steps/0/expires | \"61"
            + " days\"",
        "campaigns/back/steps/0/expires | \"soon\" | campaigns/back/steps/0/expires | \"soon\":"
            + " must",
        "campaigns/back/steps/0/wait | 1 | campaigns/back/steps/0/wait | is not known here",
        "extras | {} | programme/extras | is not known here; known are campaigns",
        "rewards | {\"x\": {}} | rewards/x/price | must be a whole number from 1",
        "rewards | {\"X\": {}} | rewards/X | must be named in small letters",
        "rewards | {\"x\": {\"coupon\": {\"off\": -1}}} | rewards/x/coupon/off | is not an amount",
        "rewards | {\"x\": {\"coupon\": {\"open\": 1}}} | rewards/x/coupon/open | must be true or",
        "rewards | {\"x\": {\"coupon\": {\"uses\": 11}}} | rewards/x/coupon/uses | must be a whole",
        "rewards | {\"x\": {\"tiers\": [\"gold\"]}} | rewards/x/tiers/0 | \"gold\": is not known",
        "rewards | {\"x\": {\"segments\": [\"poor\"]}} | rewards/x/segments/0 | \"poor\": is not",
        "rewards | {\"x\": {\"stock\": -1}} | rewards/x/stock | must be a whole number from 0",
        "rewards | {\"x\": {\"colour\": 1}} | rewards/x/colour | is not known here",
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
    "campaigns/back/steps/0/email",
    "campaigns/back/steps/0/expires",
  })
  void whatIsMissingIsNoted(String path) throws JsonProcessingException {
    var json = right();
    var at = path.lastIndexOf('/');
    ((ObjectNode) json.at("/" + path.substring(0, at))).remove(path.substring(at + 1));
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, read(json)).mistakes();
    assertTrue(mistakes.stream().anyMatch(m -> m.path().startsWith(path)), mistakes.toString());
  }

  @Test
  void allMistakesAreNotedAtOnce() throws JsonProcessingException {
    var outcome = read(new ObjectMapper().readTree("{\"shop\":{},\"loyalty\":{}}"));
    var mistakes = assertInstanceOf(ProgrammeReader.Outcome.Wrong.class, outcome).mistakes();
    assertTrue(mistakes.size() >= 8, mistakes.toString());
  }
}
