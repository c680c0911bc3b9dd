package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rewards.RewardSide;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine of journeys, step by step. */
class JourneysTest extends PlayedJourneys {
  @Test
  void aMailThenThreeDaysThenAnotherAndNobodyLooksBefore() {
    campaign("[{\"email\": \"one\"}, {\"wait\": \"3 days\"}, {\"email\": \"two\"}]");
    enter("p1", START);
    assertEquals(List.of("c#p1#0"), mails());
    assertEquals(Instant.parse("2011-03-04T12:00:00Z"), due());
    write(at(due().minusSeconds(1)).due());
    assertEquals(List.of("c#p1#0"), mails());
    write(at(due()).due());
    assertEquals(List.of("c#p1#0", "c#p1#2"), mails());
    assertEquals(
        List.of("one", "two"),
        customer.mailLogOrNone().mails().values().stream().map(MailLog.Mail::template).toList());
    assertNull(customer.mailLogOrNone().due(), "nothing waits any more");
    assertTrue(
        enter("p1", START.plusSeconds(86_400 * 7)) instanceof Enrolment.Outcome.Already,
        "a mail of it is known");
  }

  @Test
  void twoMailsAreTwoWrites() {
    campaign("[{\"email\": \"one\"}, {\"email\": \"two\"}]");
    enter("p1", START);
    assertEquals(List.of("c#p1#0"), mails());
    assertEquals(START, due());
    write(at(START).due());
    assertEquals(List.of("c#p1#0", "c#p1#1"), mails());
  }

  /** Where the customer is, when the wait begins, how it is said, and when it ends. */
  @ParameterizedTest(name = "in {0} from {1}, {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Europe/London | 2011-03-26T09:00:00Z | {\"wait\": \"1 day\"} | 2011-03-27T08:00:00Z",
        "Europe/London | 2011-03-26T09:00:00Z | {\"wait\": \"24 hours\"} | 2011-03-27T09:00:00Z",
        "Europe/London | 2011-03-26T01:30:00Z | {\"wait\": \"1 day\"} | 2011-03-27T01:30:00Z",
        "Europe/London | 2011-10-29T12:00:00Z | {\"wait\": \"1 day\"} | 2011-10-30T13:00:00Z",
        "Europe/London | 2012-02-28T12:00:00Z | {\"wait\": \"1 day\"} | 2012-02-29T12:00:00Z",
        "Europe/London | 2011-03-01T12:00:00Z | {\"wait\": \"90 minutes\"} | 2011-03-01T13:30:00Z",
        "Europe/London | 2011-03-01T12:00:00Z | {\"until\": {\"hour\": 10}} | 2011-03-02T10:00:00Z",
        "Europe/London | 2011-03-01T10:00:00Z | {\"until\": {\"hour\": 10}} | now",
        "Europe/London | 2011-03-26T12:00:00Z | {\"until\": {\"hour\": 1}} | 2011-03-27T01:00:00Z",
        "Europe/London | 2011-10-30T00:30:00Z | {\"until\": {\"hour\": 1}} | 2011-10-31T01:00:00Z",
        "Asia/Tokyo | 2011-03-01T12:00:00Z | {\"until\": {\"hour\": 10}} | 2011-03-02T01:00:00Z",
        "America/Sao_Paulo | 2011-10-15T12:00:00Z | {\"until\": {\"hour\": 0}} |"
            + " 2011-10-16T03:00:00Z",
        "Pacific/Apia | 2011-12-29T12:00:00Z | {\"wait\": \"2 days\"} | 2011-12-30T12:00:00Z",
        "Europe/London | 2011-03-01T12:00:00Z | {\"until\": {\"weekday\": \"tuesday\", \"hour\":"
            + " 10}} | 2011-03-08T10:00:00Z",
        "Europe/London | 2011-03-01T12:00:00Z | {\"until\": {\"date\": \"2011-12-24\", \"hour\":"
            + " 9}} | 2011-12-24T09:00:00Z",
        "Europe/London | 2011-12-24T12:00:00Z | {\"until\": {\"date\": \"2011-12-24\", \"hour\":"
            + " 9}} | now",
        "Europe/London | 2011-12-25T08:00:00Z | {\"until\": {\"date\": \"2011-12-24\", \"hour\":"
            + " 9}} | now",
        "Europe/London | 2011-03-01T12:00:00Z | {\"until\": {\"date\": \"2011-12-24\","
            + " \"weekday\": \"monday\", \"hour\": 9}} | 2011-12-26T09:00:00Z",
      })
  void waitsEndByTheCustomersOwnClock(String zone, Instant from, String wait, String until) {
    campaign("[" + wait + ", {\"email\": \"one\"}]");
    customer =
        new Customer(
            "anna", customer.account(), Example.anna("email").with(Field.ZONE, zone), null);
    enter("p1", from);
    if (until.equals("now")) {
      assertEquals(List.of("c#p1#1"), mails());
    } else {
      assertEquals(Instant.parse(until), due());
    }
  }

  @Test
  void whatIsAwaitedTakesOneWayAndItsAbsenceTheOther() {
    campaign(
        """
        [{"await": {"event": {"detail-type": ["Purchase Refunded"]}, "same": ["purchaseId"],
          "for": "2 days"}, "came": [{"email": "sorry"}], "else": [{"email": "review"}]}]
        """);
    enter("p1", START);
    var waiting = customer;
    hear("refund", START.plusSeconds(60), "Purchase Refunded", "another");
    assertEquals(List.of(), mails(), "of another order");
    hear("refund", START.minusSeconds(60), "Purchase Refunded", "p1");
    assertEquals(List.of(), mails(), "from before");
    hear("refund", START.plusSeconds(120), "Purchase Refunded", "p1");
    assertEquals(List.of("c#p1#0.came.0"), mails());
    hear("refund", START.plusSeconds(120), "Purchase Refunded", "p1");
    assertEquals(List.of("c#p1#0.came.0"), mails(), "heard twice");

    customer = waiting;
    write(at(due()).due());
    assertEquals(List.of("c#p1#0.else.0"), mails());
    hear("refund", START.plusSeconds(3 * 86_400), "Purchase Refunded", "p1");
    assertEquals(List.of("c#p1#0.else.0"), mails(), "too late");
  }

  @Test
  void whatIsAwaitedAndHasNothingToDoEndsTheJourneyAndIsRemembered() {
    campaign(
        """
        [{"await": {"event": {"detail-type": ["Purchase Refunded"]}, "for": "2 days"},
          "else": [{"email": "review"}]}]
        """);
    enter("p1", START);
    hear("refund", START.plusSeconds(60), "Purchase Refunded", "p1");
    assertEquals("ended", only().reason());
    assertTrue(enter("p1", START.plusSeconds(90)) instanceof Enrolment.Outcome.Already);
  }

  @Test
  void aFieldThatNeitherEventSaysIsNotTheSame() {
    campaign(
        """
        [{"await": {"event": {"detail-type": ["Purchase Refunded"]}, "same": ["refundId"],
          "for": "2 days"}, "else": [{"email": "review"}]}]
        """);
    enter("p1", START);
    hear("refund", START.plusSeconds(60), "Purchase Refunded", "");
    assertEquals("0", only().place());
  }

  /** A wait of a day and one for an event of two days; what comes when, and is heard when. */
  @ParameterizedTest(name = "after {0} minutes, heard after {1}: {2}")
  @CsvSource({
    "1439, 1440, 0",
    "1441, 1441, ended", // before the minute's tick
    "1500, 9000, ended", // after an outage in which all would have run out
    "4319, 4319, ended",
    "4321, 4321, mail", // too late, though no tick came between
  })
  void anEventMeetsAJourneyWhereItStoodWhenItHappened(int minutes, int heard, String then) {
    campaign(
        """
        [{"wait": "1 day"}, {"await": {"event": {"detail-type": ["Purchase Refunded"]},
          "for": "2 days"}, "else": [{"email": "review", "expires": "30 days"}]}]
        """);
    enter("p1", START);
    hear(
        "r", START.plusSeconds(60L * minutes), START.plusSeconds(60L * heard), "Purchase Refunded");
    switch (then) {
      case "mail" -> assertEquals(List.of("c#p1#1.else.0"), mails());
      case "ended" -> assertEquals("ended", only().reason());
      default -> assertEquals(then, only().place());
    }
  }

  @Test
  void aQuestionIsAskedOfTheProfileWhenTheJourneyComesThere() {
    campaign(
        """
        [{"if": {"tier": ["member"]}, "then": [{"email": "member"}], "else": [{"email": "other"}]},
         {"wait": "1 day"}, {"email": "all"}]
        """);
    enter("p1", START);
    assertEquals(List.of("c#p1#0.then.0"), mails());
    assertEquals("1", only().place());
    write(at(due()).due());
    assertEquals(List.of("c#p1#0.then.0", "c#p1#2"), mails());
  }

  @Test
  void goalAndExitEndAJourneyWhereverItStands() {
    campaigns(
        """
        {"c": {%s, "goal": {"event": {"detail-type": ["Points Redeemed"]}},
          "exit": {"event": {"detail-type": ["Purchase Recorded", "Purchase Refunded"]}},
          "steps": [{"wait": "1 day"}, {"email": "one"}]}}
        """
            .formatted(EVERY_ORDER));
    enter("p1", START);
    hear("p1", START, "Purchase Recorded", "p1");
    assertEquals("0", only().place(), "what began it does not end it");
    var waiting = customer;
    hear("p2", START.plusSeconds(60), "Purchase Recorded", "p2");
    assertEquals("exit", only().reason());
    assertTrue(only().ended());
    customer = waiting;
    hear("r", START.plusSeconds(86_430), "Points Redeemed", "r");
    assertEquals("goal", only().reason(), "though the wait was over and no tick came yet");
    assertEquals(List.of(), mails());
    write(at(START.plusSeconds(86_400 * 2)).due());
    assertEquals(List.of(), mails());
  }

  @Test
  void pointsComeOnceWithTheStepThatGivesThem() {
    campaign("[{\"points\": 100}, {\"wait\": \"1 day\"}, {\"points\": 50}]");
    enter("p1", START);
    var account = customer.account();
    assertNotNull(account);
    assertEquals(100, account.lots().total());
    assertEquals(1, account.version());
    write(at(due()).due());
    assertEquals(150, customer.accountOr("").lots().total());
    assertTrue(only().ended());
  }

  @Test
  void aGiftThatHasItsLineIsNotGivenAgain() {
    campaign("[{\"wait\": \"1 day\"}, {\"points\": 100}]");
    enter("p1", START);
    var asked =
        Supplies.lines(customer.mailLogOrNone().journeys().values(), new CampaignVersions(rules()));
    assertEquals(1, asked.size());
    var supplies = new Supplies(asked, Map.of(), Map.of());
    write(new Journeys(customer, supplies, rules(), due()).due());
    assertEquals(0, customer.accountOr("").lots().total());
    assertTrue(only().ended());
  }

  @Test
  void aCouponIsIssuedOnceForNoPointsAndWhatTheRewardForbidsIsHeld() {
    campaign("[{\"wait\": \"1 day\"}, {\"coupon\": \"five-off\"}, {\"coupon\": \"gone\"}]");
    enter("p1", START);
    var offer = new Reward.Offer(500, 0, 90, 1, true, false);
    var reward =
        new Reward(
            "five-off", "Five off", 500, offer, Set.of(), Set.of(), Reward.UNLIMITED, null, null);
    var programme = rules().programme().with(Reward.SECTION, new Reward.All(List.of(reward)));
    var rules = new Rules(programme, rules().boundaries(), rules().predictors());
    var wanted =
        Supplies.coupons(
            customer.mailLogOrNone().journeys().values(), new CampaignVersions(rules()));
    assertEquals(Set.of("five-off", "gone"), Set.copyOf(wanted.values()));
    var codes = wanted.keySet().stream().collect(Collectors.toMap(id -> id, _ -> "CODE"));
    var outcome =
        new Journeys(customer, new Supplies(Set.of(), Map.of(), codes), rules, due()).due();
    var change = Objects.requireNonNull(outcome.change());
    assertEquals(
        List.of("five-off"),
        change.sides().stream()
            .filter(RewardSide.PutCoupon.class::isInstance)
            .map(side -> ((RewardSide.PutCoupon) side).coupon().rewardId())
            .toList());
    assertEquals(0, Objects.requireNonNull(change.account()).lots().total());
    assertTrue(outcome.more(), "the other is another write's");
    write(outcome);
    var done = Set.of(change.lines().getFirst().id());
    write(new Journeys(customer, new Supplies(done, Map.of(), codes), rules, due()).due());
    assertEquals(List.of("reward-removed"), held);
    assertTrue(only().ended());
  }

  @Test
  void anEventIsToldOnceWithWhatTheFileSays() {
    campaign(
        "[{\"emit\": \"push\", \"properties\": {\"title\": \"Hi\", \"badge\": 2}},"
            + " {\"wait\": \"1 day\"}]");
    var journey = Journey.begun("c", "p1", START, "0", Map.of());
    var line = Objects.requireNonNull(at(START).begin(journey).change()).lines().getFirst();
    assertEquals("emitted#c#p1#0", line.id());
    assertEquals(
        new Emitted("c", "p1", "push", new TreeMap<>(Map.of("title", "\"Hi\"", "badge", "2"))),
        line.event());
    var told = new Supplies(Set.of(line.id()), Map.of(), Map.of());
    var again = new Journeys(customer, told, rules(), START).begin(journey).change();
    assertEquals(List.of(), Objects.requireNonNull(again).lines());
  }

  @Test
  void aStormOfMailsFillsNoItem() {
    pace = new Pace(0, null, List.of());
    campaign("[{\"email\": \"one\"}]");
    for (int i = 0; i < 250; i++) {
      enter("p" + i, START.plusSeconds(i));
    }
    assertEquals(200, mails().size());
    assertEquals(List.of("too-many-mails"), held.stream().distinct().toList());
    enter("later", START.plus(Duration.ofDays(62)));
    assertEquals(List.of("c#later#0"), mails());
  }

  @Test
  void oneIsUnderWayAtATimeUnlessTheFileSaysMore() {
    campaign("[{\"wait\": \"1 day\"}, {\"email\": \"one\"}]");
    enter("p1", START);
    var outcome = enter("p2", START.plusSeconds(1));
    assertEquals(
        "under-way", ((Decided) ((Enrolment.Outcome.Held) outcome).decision().event()).reason());
    campaigns(
        """
        {"c": {"trigger": {"event": {"detail-type": ["Purchase Recorded"]}, "atOnce": 2},
          "steps": [{"wait": "1 day"}, {"email": "one"}]}}
        """);
    assertTrue(enter("p2", START.plusSeconds(1)) instanceof Enrolment.Outcome.Enters);
    assertTrue(enter("p3", START.plusSeconds(2)) instanceof Enrolment.Outcome.Held);
  }

  @Test
  void whatIsGoneFromTheFileEndsWhereItStands() {
    campaign("[{\"wait\": \"1 day\"}, {\"wait\": \"1 day\"}, {\"email\": \"one\"}]");
    enter("p1", START);
    write(at(due()).due());
    assertEquals("1", only().place());
    campaign("[{\"email\": \"one\"}]");
    write(at(due()).due());
    assertEquals("step-removed", only().reason());
    campaign("[{\"wait\": \"1 day\"}]");
    enter("p2", START);
    campaigns("{}");
    write(at(due()).due());
    assertEquals(
        List.of("step-removed", "campaign-removed"),
        customer.mailLogOrNone().journeys().values().stream().map(Journey::reason).toList());
  }
}
