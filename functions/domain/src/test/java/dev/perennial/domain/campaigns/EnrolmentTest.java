package dev.perennial.domain.campaigns;

import static dev.perennial.domain.Example.LONDON;
import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.campaigns.Campaign.Period;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.mail.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentTest {
  private static final Instant NOW = noon("2011-03-01");

  /** Everybody is at risk, and nobody a champion. */
  private static final Rules RULES =
      Example.rules(
          Example.LOYALTY,
          Map.of(
              "at-risk", "{\"tier\":[\"member\"]}",
              "champions", "{\"tier\":[\"gold\"]}"));

  private static final Entry ENTRY = new Entry("2011-Q1", NOW);
  private static final Customer NOBODY = new Customer("anna", null, null, null);

  private static Campaign campaign(@Nullable String segment) {
    return new Campaign(
        "win-back",
        new Trigger.OnSchedule(Schedule.WEEKLY, Period.QUARTER),
        segment,
        "email",
        "win-back",
        Duration.ofDays(7));
  }

  private static Customer customer(@Nullable Profile profile, MailLog mailLog) {
    return new Customer("anna", Account.empty("anna", "member"), profile, mailLog);
  }

  private static Outcome decide(@Nullable Profile profile, MailLog mailLog, Instant now) {
    return Enrolment.decide(customer(profile, mailLog), campaign("at-risk"), ENTRY, RULES, now);
  }

  private static MailLog mailed(State state, Duration ago) {
    var mail = new MailLog.Mail("x", "x", "email", null, state, NOW.minus(ago), NOW.plusSeconds(1));
    return MailLog.NONE.claim("x#1#0", mail, NOW);
  }

  @ParameterizedTest(name = "at {0} a {1} is {2}")
  @CsvSource({
    "2011-03-31T22:30:00Z, MONTH,   2011-03",
    "2011-03-31T23:30:00Z, MONTH,   2011-04",
    "2011-03-31T22:30:00Z, QUARTER, 2011-Q1",
    "2011-03-31T23:30:00Z, QUARTER, 2011-Q2",
    "2011-12-31T23:59:59Z, YEAR,    2011",
    "2012-01-01T00:00:00Z, YEAR,    2012",
  })
  void aTicksEntryIsKeyedByItsPeriodInTheShopsZone(Instant at, Period every, String key) {
    assertEquals(
        new Entry(key, at),
        Enrolment.onSchedule(new Trigger.OnSchedule(Schedule.WEEKLY, every), at, LONDON));
  }

  /** The mail log once the journey went as far as it goes at once. */
  private static @Nullable MailLog begun(Customer customer, Campaign campaign, Outcome outcome) {
    var journey = assertInstanceOf(Outcome.Enters.class, outcome).journey();
    var rules = Example.rules();
    var set = new CampaignSet(List.of(campaign));
    var with =
        new Rules(
            rules.programme().with(CampaignSet.SECTION, set),
            rules.boundaries(),
            rules.predictors());
    var change = new Journeys(customer, Supplies.NONE, with, NOW).begin(journey).change();
    assertNotNull(change);
    assertNull(change.account(), "a claim does not contend with purchases");
    return change.mailLog();
  }

  private static MailLog claimed() {
    var customer = customer(anna("email"), MailLog.NONE);
    var outcome = Enrolment.decide(customer, campaign("at-risk"), ENTRY, RULES, NOW);
    var mailLog = begun(customer, campaign("at-risk"), outcome);
    assertNotNull(mailLog);
    return mailLog;
  }

  @Test
  void whoMayBeMailedIsClaimed() {
    var mailLog = claimed();
    assertEquals("CLAIMED", mailLog.lastChange());
    assertEquals("win-back#2011-Q1#0", mailLog.lastId());
    var mail = mailLog.mails().get("win-back#2011-Q1#0");
    assertNotNull(mail);
    assertEquals(NOW.plus(Duration.ofDays(7)), mail.expires());
    assertNull(mail.trigger());
    assertEquals(Map.of(), mailLog.journeys(), "the mail is memory enough");
  }

  @Test
  void nobodyIsClaimedTwiceForOneEntry() {
    assertEquals(new Outcome.Already(), decide(anna("email"), claimed(), NOW));
  }

  @Test
  void onlyTheAudienceEnters() {
    var customer = customer(anna("email"), MailLog.NONE);
    assertEquals(
        new Outcome.NotInAudience(),
        Enrolment.decide(customer, campaign("champions"), ENTRY, RULES, NOW));
    assertInstanceOf(
        Outcome.Enters.class, Enrolment.decide(customer, campaign(null), ENTRY, RULES, NOW));
    var nobody = new Customer("anna", null, anna("email"), null);
    assertEquals(
        new Outcome.NotInAudience(), Enrolment.decide(nobody, campaign(null), ENTRY, RULES, NOW));
  }

  @Test
  void theReasonsToHoldComeInOrder() {
    var rest = mailed(State.SENT, Duration.ofDays(1));
    var bounced = rest.forbidding("bounced", true);
    assertEquals("expired", held(decide(null, bounced, NOW.plus(Duration.ofDays(8)))));
    assertEquals("no-profile", held(decide(null, bounced, NOW)));
    assertEquals("no-consent", held(decide(anna(), bounced, NOW)));
    assertEquals("bounced", held(decide(anna("email"), bounced, NOW)));
    assertInstanceOf(
        Outcome.Enters.class, decide(anna("email"), rest, NOW), "its mail waits for its turn");
  }

  private static String held(Outcome outcome) {
    var line = assertInstanceOf(Outcome.Held.class, outcome).decision();
    assertEquals("decision#win-back#2011-Q1#0", line.id());
    return ((Decided) line.event()).reason();
  }

  private static Campaign every(int days, int atMost) {
    return new Campaign(
        "win-back",
        new Trigger.OnSchedule(Schedule.WEEKLY, null),
        "at-risk",
        "email",
        "win-back",
        Duration.ofDays(7),
        new Limit(days, atMost));
  }

  private static Entries entered(String... days) {
    var lines = new ArrayList<HistoryLine>();
    for (var day : days) {
      var entry = new Entry(Integer.toString(lines.size() + 1), noon(day));
      var journey = Journey.begun("win-back", entry.key(), entry.at(), "0", Map.of());
      lines.add(Enrolment.line(customer(null, MailLog.NONE), journey, null, entry.at()));
    }
    return Entries.of(lines);
  }

  /** Entries of before, a limit, the day of a tick, and what becomes of it. */
  @ParameterizedTest(name = "entered {0}, every {1} days, at most {2}: on {3} {4}")
  @CsvSource({
    "'',                      90, 9, 2011-03-01, win-back#1#0",
    "2011-03-30,              90, 9, 2011-04-06, ''", // in two quarters of the calendar
    "2011-03-01,              90, 9, 2011-05-29, ''",
    "2011-03-01,              90, 9, 2011-05-30, win-back#2#0",
    "2011-03-22,              7,  9, 2011-03-29, win-back#2#0", // summer time begins between
    "2011-01-01 2011-05-01,   90, 9, 2011-07-29, ''", // the last one counts
    "2011-01-01 2011-05-01,   90, 9, 2011-07-30, win-back#3#0",
    "2011-01-01 2011-05-01,   90, 3, 2011-07-30, win-back#3#0",
    "2011-01-01 2011-05-01,   90, 2, 2019-01-01, ''",
    "2011-01-01,              0,  1, 2011-01-08, ''",
    "2011-01-01,              0,  2, 2011-01-08, win-back#2#0",
  })
  void aLimitIsCountedFromTheCustomersOwnEntries(
      String before, int days, int atMost, String day, String sendId) {
    var earlier = before.isEmpty() ? Entries.NONE : entered(before.split(" ", -1));
    var campaign = every(days, atMost);
    var tick = Enrolment.onSchedule((Trigger.OnSchedule) campaign.trigger(), noon(day), LONDON);
    var entry = Enrolment.keyed(NOBODY, campaign, tick, earlier);
    var outcome =
        Enrolment.decide(
            customer(anna("email"), MailLog.NONE), campaign, entry, earlier, RULES, noon(day));
    if (sendId.isEmpty()) {
      assertEquals(new Outcome.Already(), outcome);
    } else {
      var journey = assertInstanceOf(Outcome.Enters.class, outcome).journey();
      assertEquals(sendId, Actions.stepId(journey));
    }
  }

  /** Days between two entries, how many at most, and days since an entry with a mail of a week. */
  @ParameterizedTest(name = "every {0} days, at most {1}, {2} days after: {3}")
  @CsvSource({
    "90, 9, 0,  false",
    "90, 9, 7,  false",
    "90, 9, 36, false",
    "90, 9, 37, true", // the mail may have been good for 60 days, and the entry be as old
    "90, 9, 90, true",
    "7,  9, 6,  true",
    "0,  1, 7,  false",
    "0,  2, 7,  true",
  })
  void whoWouldBeLimitedIsLeftOutByWhatAScanShows(int days, int atMost, int after, boolean may) {
    var campaign = every(days, atMost);
    var first = new Entry("1", NOW);
    var fresh = customer(anna("email"), MailLog.NONE);
    var entered = Enrolment.decide(fresh, campaign, first, Entries.NONE, RULES, NOW);
    var mailLog = begun(fresh, campaign, entered);
    assertNotNull(mailLog);
    var at = NOW.plus(Duration.ofDays(after));
    var tick = Enrolment.onSchedule((Trigger.OnSchedule) campaign.trigger(), at, LONDON);
    var customer = customer(anna("email"), mailLog);
    assertEquals(may, Enrolment.mayEnter(customer, campaign, tick, RULES, at));
    if (!may) {
      var earlier = entered("2011-03-01");
      var keyed = Enrolment.keyed(NOBODY, campaign, tick, earlier);
      assertEquals(
          new Outcome.Already(),
          Enrolment.decide(customer, campaign, keyed, earlier, RULES, at),
          "the decision says no, too");
    }
  }

  /** Days, at most, days after the assignment, whether a scan leaves room. */
  @ParameterizedTest
  @CsvSource({
    "90, 1000, 88, false",
    "90, 1000, 89, true",
    "0, 1, 399, false",
    "0, 2, 30, true",
  })
  void whoWasAssignedIsLeftOutWhenTheMailLogHasForgotten(
      int days, int atMost, int after, boolean may) {
    var campaign = every(days, atMost);
    var day = NOW.atZone(LONDON).toLocalDate();
    var assignment = new Assignment("t", day, NOW.plus(Duration.ofDays(28)), "treated", 0, 0, 0);
    var mailLog = MailLog.NONE.assigned(campaign.id(), assignment, NOW);
    var at = NOW.plus(Duration.ofDays(after));
    var tick = Enrolment.onSchedule((Trigger.OnSchedule) campaign.trigger(), at, LONDON);
    assertEquals(
        may, Enrolment.mayEnter(customer(anna("email"), mailLog), campaign, tick, RULES, at));
  }

  @Test
  void whoIsNoMemberOrWasClaimedInThePeriodIsLeftOutByWhatAScanShows() {
    var customer = customer(anna("email"), MailLog.NONE);
    assertEquals(true, Enrolment.mayEnter(customer, campaign("at-risk"), ENTRY, RULES, NOW));
    assertEquals(false, Enrolment.mayEnter(customer, campaign("champions"), ENTRY, RULES, NOW));
    var mailed = customer(anna("email"), claimed());
    assertEquals(false, Enrolment.mayEnter(mailed, campaign("at-risk"), ENTRY, RULES, NOW));
    var next = new Entry("2011-Q2", NOW);
    assertEquals(true, Enrolment.mayEnter(mailed, campaign("at-risk"), next, RULES, NOW));
  }

  @Test
  void theSameTickTriedAgainIsTheSameEntry() {
    var earlier = entered("2011-01-01", "2011-05-01");
    var campaign = every(90, 9);
    var tick =
        Enrolment.onSchedule((Trigger.OnSchedule) campaign.trigger(), noon("2011-05-01"), LONDON);
    assertEquals(
        new Entry("2", noon("2011-05-01")), Enrolment.keyed(NOBODY, campaign, tick, earlier));
  }

  @Test
  void anEventThatComesTooSoonIsHeldAndSaysSo() {
    var campaign =
        new Campaign(
            "thanks",
            new Trigger.OnEvent("{}"),
            null,
            "email",
            "thanks",
            Duration.ofDays(3),
            new Limit(90, 2));
    for (var each :
        List.of("entered-recently 2011-01-01", "entered-enough 2010-01-01 2010-06-01")) {
      var words = each.split(" ", 2);
      var outcome =
          Enrolment.decide(
              customer(anna("email"), MailLog.NONE),
              campaign,
              new Entry("ledger#purchase#P9", NOW),
              entered(words[1].split(" ", -1)),
              RULES,
              NOW);
      var line = assertInstanceOf(Outcome.Held.class, outcome).decision();
      assertEquals("decision#thanks#ledger#purchase#P9#0", line.id());
      assertEquals(words[0], ((Decided) line.event()).reason());
    }
  }

  /** When a campaign of events was entered, its limit, and what becomes of an entry of 1 March. */
  @ParameterizedTest(name = "entered {0}, every {1} days, at most {2}: {3}")
  @CsvSource({
    "2011-03-01,            0,  2,          ''",
    "2011-03-01,            0,  2147483647, ''",
    "2011-03-01 2011-03-01, 0,  2,          entered-enough",
    "2011-03-05,            0,  2,          ''", // the event came late
    "2011-03-01,            1,  9,          entered-recently",
    "2011-03-02,            1,  9,          ''",
    "2011-05-29,            90, 9,          entered-recently",
    "2011-05-30,            90, 9,          ''",
  })
  void anEventsEntryIsLimitedByDaysOnlyWhereThereAreSome(
      String before, int days, int atMost, String reason) {
    var limit = new Limit(days, atMost);
    var forbidden =
        entered(before.split(" ", -1)).forbidden(new Entry("purchase#P9", NOW), limit, LONDON);
    assertEquals(reason, forbidden.orElse(""));
  }

  @Test
  void aMailOfAnEventRemembersItsLine() {
    var thanks =
        new Campaign(
            "thanks",
            new Trigger.OnEvent("{\"detail-type\":[\"Purchase Recorded\"]}"),
            null,
            "email",
            "thanks",
            Duration.ofDays(3));
    var entry = new Entry("ledger#purchase#P1", NOW);
    var customer = customer(anna("email"), MailLog.NONE);
    var outcome = Enrolment.decide(customer, thanks, entry, RULES, NOW);
    var mailLog = begun(customer, thanks, outcome);
    assertNotNull(mailLog);
    assertEquals("ledger#purchase#P1", mailLog.mails().values().iterator().next().trigger());
  }

  @Test
  void anEntryIsALineThatIsWrittenOnce() {
    var journey = Journey.begun("win-back", ENTRY.key(), ENTRY.at(), "0", Map.of());
    var line = Enrolment.line(customer(null, MailLog.NONE), journey, null, NOW);
    assertEquals("journey#win-back#2011-Q1", line.id());
    assertEquals(new Entered("win-back", "2011-Q1", null), line.event());
  }

  @Test
  void whoCameBackAfterAnErasureEntersAPeriodAndANumberAnew() {
    var slices = Slices.NONE.with(Life.SLICE, new Life(7, noon("2011-02-01")));
    var account = Account.empty("anna", "member").evaluated("member", slices, List.of());
    var back = new Customer("anna", account, null, null);
    var quarter = Enrolment.keyed(back, campaign(null), ENTRY, Entries.NONE);
    assertEquals(new Entry("2011-Q1@7", NOW), quarter);
    var numbered = every(1, 1);
    var first = Enrolment.keyed(back, numbered, new Entry("2011-03-01", NOW), Entries.NONE);
    assertEquals("1@7", first.key());
    var journey = Journey.begun("win-back", first.key(), first.at(), "0", Map.of());
    var line = Enrolment.line(back, journey, null, NOW);
    assertEquals(first, Enrolment.keyed(back, numbered, ENTRY, Entries.of(List.of(line))));
  }
}
