package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Journeys.Happening;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine of journeys, step by step, on files as shops write them. */
class JourneysTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Instant START = Instant.parse("2011-03-01T12:00:00Z");
  private static final String EVERY_ORDER =
      "\"trigger\": {\"event\": {\"detail-type\": [\"Purchase Recorded\"]}}";

  private Pace pace = new Pace(0, null, Map.of());
  private int control;
  private Customer customer =
      new Customer("anna", Account.empty("anna", "member"), Example.anna("email"), null);
  private CampaignSet campaigns = new CampaignSet(List.of());
  private final List<String> held = new ArrayList<>();

  private void campaign(String steps) {
    campaigns("{\"c\": {" + EVERY_ORDER + ", \"steps\": " + steps + "}}");
  }

  private void campaigns(String files) {
    var mistakes = new ArrayList<Mistake>();
    campaigns =
        new CampaignReader()
            .read(
                new Reader(json("{\"campaigns\": " + expiring(files) + "}"), "", mistakes),
                Example.rules().programme());
    assertEquals(List.of(), mistakes);
  }

  /** The files, in which a mail expires after a day unless they say when. */
  private static String expiring(String files) {
    return files.replaceAll(
        "\\{\"email\": \"([a-z]+)\"}", "{\"email\": \"$1\", \"expires\": \"1 day\"}");
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Rules rules() {
    var rules = Example.rules();
    var shop = rules.programme().shop();
    var programme = rules.programme().with(CampaignSet.SECTION, campaigns);
    return new Rules(
        new Programme(
            "1",
            new Shop(shop.name(), null, shop.zone(), shop.currency(), false, pace, control, true),
            programme.loyalty(),
            programme.sections()),
        rules.boundaries(),
        rules.predictors());
  }

  private Journeys at(Instant now) {
    return new Journeys(customer, Set.of(), rules(), now);
  }

  private void write(Journeys.Outcome outcome) {
    outcome.held().forEach(line -> held.add(((Decided) line.event()).reason()));
    var change = outcome.change();
    if (change != null) {
      customer =
          new Customer(
              customer.customerId(),
              change.account() == null ? customer.account() : change.account(),
              customer.profile(),
              change.mailLog());
    }
  }

  private Enrolment.Outcome enter(String key, Instant at) {
    var campaign = campaigns.all().getFirst();
    var rules = rules();
    var entry = new Entry(key, at, Map.of("purchaseId", key));
    var outcome = Enrolment.decide(customer, campaign, entry, rules.programme().shop(), at);
    if (outcome instanceof Enrolment.Outcome.Enters(Journey journey)) {
      write(at(at).begin(journey));
    } else if (outcome instanceof Enrolment.Outcome.HeldOut(Journey journey)) {
      write(at(at).note(journey));
    }
    return outcome;
  }

  private Instant due() {
    return Objects.requireNonNull(customer.mailLogOrNone().due());
  }

  private void hear(String line, Instant at, String detailType, String purchaseId) {
    var event =
        "{\"source\": \"perennial\", \"detail-type\": \"%s\", \"detail\": {\"purchaseId\": \"%s\"}}"
            .formatted(detailType, purchaseId);
    write(
        at(at)
            .hear(
                campaigns.occasion(event),
                new Happening(line, at, path -> Optional.of(purchaseId))));
  }

  private List<String> mails() {
    return List.copyOf(customer.mailLogOrNone().mails().keySet());
  }

  private Journey only() {
    return customer.mailLogOrNone().journeys().values().iterator().next();
  }

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
    hear("r", START.plusSeconds(60), "Points Redeemed", "r");
    assertEquals("goal", only().reason());
    write(at(START.plusSeconds(86_400 * 2)).due());
    assertEquals(List.of(), mails());
  }

  @Test
  void whatMustRestWaitsForItsTurnAndIsDecidedAgain() {
    pace = new Pace(5, null, Map.of());
    campaign("[{\"email\": \"one\", \"expires\": \"7 days\"}]");
    enter("p1", START);
    enter("p2", START.plusSeconds(60));
    assertEquals(List.of("c#p1#0"), mails());
    assertEquals("rest", only().reason());
    assertEquals(START.plusSeconds(5 * 86_400), due());
    write(at(due()).due());
    assertEquals(List.of("c#p1#0", "c#p2#0"), mails());
    assertEquals(List.of(), held);
  }

  @Test
  void whatCantWaitSoLongIsHeldAndTheJourneyGoesOn() {
    pace = new Pace(5, null, Map.of());
    campaign(
        "[{\"email\": \"one\", \"expires\": \"3 days\"}, {\"wait\": \"9 days\"}, {\"email\":"
            + " \"two\"}]");
    enter("p1", START);
    customer = new Customer("anna", customer.account(), customer.profile(), sentOnly());
    enter("p2", START.plusSeconds(60));
    assertEquals(List.of("rest"), held);
    write(at(due()).due());
    assertEquals(List.of("c#p1#0", "c#p2#2"), mails());
  }

  private MailLog sentOnly() {
    var log = customer.mailLogOrNone();
    return new MailLog(log.version(), log.mails(), log.forbids(), log.lastChange(), log.lastId());
  }

  /** Days, mails, how many seconds ago mails went, quiet hours, and when the next may go. */
  @ParameterizedTest(name = "{1} mails in {0} days, ago {2}, quiet {3}: {4} {5}")
  @CsvSource({
    "7,  2, 60 120,     '',    2011-03-08T11:58:00Z, cap",
    "7,  2, 60 604800,  '',    now,                  ''",
    "7,  1, 60 604800,  '',    2011-03-08T11:59:00Z, cap",
    "7,  9, 60,         12-13, 2011-03-01T13:00:00Z, quiet-hours",
    "7,  9, 60,         11-12, now,                  ''",
    "7,  9, 60,         20-8,  now,                  ''",
    "7,  9, 60,         20-13, 2011-03-01T13:00:00Z, quiet-hours",
    "7,  1, 60,         11-12, 2011-03-08T12:00:00Z, cap",
  })
  void capsAndQuietHoursPutAMailOff(
      int days, int mails, String ago, String quiet, String until, String reason) {
    var hours = quiet.isEmpty() ? null : quiet.split("-", -1);
    pace =
        new Pace(
            0,
            hours == null
                ? null
                : new Pace.Quiet(Integer.parseInt(hours[0]), Integer.parseInt(hours[1])),
            Map.of(days, mails));
    var log = MailLog.NONE;
    for (var seconds : ago.split(" ", -1)) {
      var at = START.minusSeconds(Long.parseLong(seconds));
      log =
          log.with(
              "x#" + seconds + "#0",
              new MailLog.Mail("x", "x", "email", null, State.SENT, at, at),
              "SENT",
              at);
    }
    customer = new Customer("anna", customer.account(), customer.profile(), log);
    campaign("[{\"email\": \"one\", \"expires\": \"30 days\"}]");
    enter("p1", START);
    if (until.equals("now")) {
      assertTrue(mails().contains("c#p1#0"));
    } else {
      assertEquals(Instant.parse(until), due());
      assertEquals(reason, only().reason());
    }
  }

  @Test
  void theHigherPriorityGoesFirstAndTheOtherWaits() {
    pace = new Pace(1, null, Map.of());
    campaigns(
        """
        {"a": {%1$s, "steps": [{"wait": "1 day"}, {"email": "low", "expires": "5 days"}]},
         "b": {%1$s, "priority": 5, "steps": [{"wait": "1 day"}, {"email": "high"}]}}
        """
            .formatted(EVERY_ORDER));
    assertEquals("b", campaigns.all().getFirst().id());
    for (var campaign : campaigns.all()) {
      var entry = new Entry("p1", START, Map.of());
      var shop = rules().programme().shop();
      var outcome = Enrolment.decide(customer, campaign, entry, shop, START);
      write(at(START).begin(((Enrolment.Outcome.Enters) outcome).journey()));
    }
    write(at(due()).due());
    assertEquals(List.of("b#p1#1"), mails());
    write(at(due()).due());
    assertEquals(START.plusSeconds(2 * 86_400), due(), "the other rests");
    write(at(due()).due());
    assertEquals(List.of("a#p1#1", "b#p1#1"), mails());
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
    var asked = Journeys.gifts(customer.mailLogOrNone().journeys().values(), campaigns);
    assertEquals(1, asked.size());
    write(new Journeys(customer, asked, rules(), due()).due());
    assertEquals(0, customer.accountOr("").lots().total());
    assertTrue(only().ended());
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

  @Test
  void whoIsHeldOutGetsNothingAndKeepsTheSlot() {
    control = 50;
    pace = new Pace(5, null, Map.of());
    campaign("[{\"email\": \"one\"}]");
    var heldOut = 0;
    for (int i = 0; i < 1000; i++) {
      customer =
          new Customer("c" + i, Account.empty("c" + i, "member"), Example.anna("email"), null);
      if (enter("p1", START) instanceof Enrolment.Outcome.HeldOut) {
        heldOut++;
        assertEquals(List.of(), mails());
        assertEquals(Journey.CONTROL, only().arm());
        assertNull(customer.mailLogOrNone().due());
        var later = Pacing.of(customer.mailLogOrNone(), pace, Example.LONDON, START.plusSeconds(9));
        assertEquals("rest", later.orElseThrow().reason());
      }
    }
    assertTrue(heldOut > 450 && heldOut < 550, heldOut + " of 1000");
  }

  @Test
  void withoutConsentNobodyIsInAnArm() {
    control = 50;
    campaign("[{\"email\": \"one\"}]");
    for (int i = 0; i < 20; i++) {
      customer = new Customer("c" + i, Account.empty("c" + i, "member"), Example.anna(), null);
      assertTrue(enter("p1", START) instanceof Enrolment.Outcome.Held);
    }
  }

  @Test
  void aSplitIsByShareAndAlwaysTheSameForOneCustomer() {
    campaign(
        """
        [{"split": {"a": {"share": 30, "steps": [{"email": "a"}]},
          "b": {"share": 70, "steps": [{"email": "b"}]}}}]
        """);
    var first = 0;
    for (int i = 0; i < 2000; i++) {
      customer =
          new Customer("c" + i, Account.empty("c" + i, "member"), Example.anna("email"), null);
      enter("p1", START);
      enter("p2", START.plusSeconds(1));
      var ways = mails().stream().map(id -> id.substring(5)).distinct().toList();
      assertEquals(1, ways.size());
      first += ways.getFirst().contains(".a.") ? 1 : 0;
    }
    assertTrue(first > 530 && first < 670, first + " of 2000");
  }
}
