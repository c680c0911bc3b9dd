package dev.perennial.domain.activities;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.review;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.activities.Activities.Outcome;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Tiers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ActivitiesTest {
  private static final Instant NOW = noon("2011-03-10");

  /** A review earns 25 points; nothing else does. */
  private static final Rules RULES = rules(25);

  private final PlayedCustomer anna = new PlayedCustomer(RULES);

  private static Rules rules(long review) {
    var bonuses = new Earn.Bonuses(0, 0, Map.of(), review);
    var earn = new Earn(1000, Map.of(), Set.of(), Set.of(), List.of(), 0, Earn.Caps.NONE, bonuses);
    var loyalty = new Loyalty(earn, 14, 12, 10, Set.of(), Tiers.one("member"));
    return Example.rules(loyalty, Map.of());
  }

  private static Activity viewed(String id, Instant at) {
    var properties = new TreeMap<>(Map.of("sku", "\"MUG\"", "note", "\"for my aunt Ada\""));
    return new Activity(id, "anna", "viewed", at, "MUG", properties);
  }

  private void buyMug() {
    anna.buy(purchase("P1", noon("2011-03-01"), line("MUG", 1, 3000)));
  }

  @Test
  void anActivityIsNotedAndLeavesTheAccountAsItIs() {
    buyMug();
    var before = anna.account();
    var told = requireNonNull(anna.act(viewed("A1", NOW), NOW));
    assertEquals(before, anna.account());
    assertEquals("activity#A1", anna.last().id());
    assertEquals(before.version(), anna.last().seq());
    assertFalse(anna.last().advancesAccount());
    assertEquals(NOW.plus(Duration.ofDays(400)), anna.last().expires());
    assertEquals(0, told.earned());
    assertEquals(30, told.pending());
    assertNull(told.review());
  }

  @Test
  void itsEventTellsTypeAndSkuAndNoOtherProperty() {
    buyMug();
    anna.act(viewed("A1", NOW), NOW);
    var event = Event.of(anna.last()).orElseThrow();
    assertEquals("Customer Active", event.type());
    assertEquals(
        "{\"id\":\"anna/activity#A1\",\"customerId\":\"anna\",\"seq\":1,"
            + "\"at\":\"2011-03-10T12:00:00Z\",\"cause\":\"recorded\","
            + "\"changes\":{\"segmentsEntered\":[],\"segmentsLeft\":[],\"points\":0},"
            + "\"activityId\":\"A1\",\"activity\":{\"type\":\"viewed\"},\"sku\":\"MUG\"}",
        event.detail());
  }

  @Test
  void aReviewOfWhatWasBoughtEarnsAtOnceInALineOfItsOwn() {
    buyMug();
    var told = requireNonNull(anna.act(review("V1", "MUG", NOW), NOW));
    assertEquals(new Receipt.Review("MUG", null), told.review());
    assertEquals(25, told.earned());
    assertEquals(25, told.balance());
    assertEquals("ledger#review#MUG", anna.last().id());
    assertEquals(2, anna.account().version());
    assertNull(anna.last().expires(), "a ledger line stays");
    assertEquals("2012-03:25 2011-03-15/2012-03:30", Notation.text(anna.account().lots()));
    var event = Event.of(anna.last()).orElseThrow();
    assertEquals("Points Adjusted", event.type());
    assertEquals(25, anna.last().changes().points());
    assertEquals(
        "{\"activityId\":\"V1\",\"sku\":\"MUG\",\"reason\":\"review\"}",
        event.detail().replaceFirst(".*\"points\":25[}],", "{"));
  }

  @Test
  void aSecondReviewOfTheSameIsNotedAndEarnsNothing() {
    buyMug();
    var first = anna.act(review("V1", "MUG", NOW), NOW);
    var second = requireNonNull(anna.act(review("V2", "MUG", NOW), NOW));
    assertEquals(new Receipt.Review("MUG", "rewarded-before"), second.review());
    assertEquals(25, anna.account().balanceOn(LocalDate.parse("2011-03-10")));
    assertEquals("activity#V2", anna.last().id());
    assertEquals(first, anna.act(review("V1", "MUG", NOW), NOW), "the first answer again");
    assertNull(anna.act(review("V1", "CUP", NOW), NOW), "another under its id");
    assertNull(anna.act(review("V1", "MUG", NOW.plusNanos(1)), NOW), "at another time");
  }

  @Test
  void aReviewPaysDebtFirstAndIsStatedAsIssued() {
    buyMug();
    var taken = new Adjustments.Adjustment("T", "anna", -40, "mistake", "s.staff");
    var outcome = Adjustments.decide(anna.customer(), taken, RULES, NOW);
    anna.apply(assertInstanceOf(Adjustments.Outcome.Adjusted.class, outcome).change());
    anna.act(review("V1", "MUG", NOW), NOW);
    assertEquals(0, anna.account().debt());
    assertEquals("2012-03:15", Notation.text(anna.account().lots()));
    var today = LocalDate.parse("2011-03-10");
    var statement = Statement.of("anna", anna.ledger(), Example.LONDON, today);
    assertEquals(55, statement.sums().issued());
    assertEquals("review", statement.entries().getLast().what());
    assertEquals(LocalDate.parse("2012-03-31"), statement.entries().getLast().expires());
  }

  @Test
  void aReviewSaysWhyItEarnsNothing() {
    buyMug();
    var said = new Activity("V1", "anna", "review", NOW, null, new TreeMap<>());
    assertEquals(new Receipt.Review(null, "no-sku"), told(anna, said));
    assertEquals(new Receipt.Review("CUP", "not-bought"), told(anna, review("V2", "CUP", NOW)));
    var none = new PlayedCustomer(rules(0), anna);
    assertEquals(new Receipt.Review("MUG", "no-bonus"), told(none, review("V3", "MUG", NOW)));
    // bought since, it earns under another id
    anna.buy(purchase("P2", noon("2011-03-09"), line("CUP", 1, 100)));
    assertEquals(new Receipt.Review("CUP", null), told(anna, review("V4", "CUP", NOW)));
  }

  @Test
  void aReviewReportedWhenItsPointsWouldHaveExpiredLeavesItsBonusToTheNext() {
    var at = noon("2011-03-09");
    anna.buy(purchase("P1", noon("2011-03-01"), line("MUG", 1, 3000)));
    var late = noon("2012-04-01");
    var first = requireNonNull(anna.act(review("V1", "MUG", at), late));
    assertEquals(new Receipt.Review("MUG", "expired"), first.review());
    assertEquals(0, first.earned());
    var next = requireNonNull(anna.act(review("V2", "MUG", late), late));
    assertEquals(new Receipt.Review("MUG", null), next.review());
    var other = new PlayedCustomer(RULES);
    other.buy(purchase("P1", noon("2011-03-01"), line("MUG", 1, 3000)));
    var inTime = requireNonNull(other.act(review("V1", "MUG", at), noon("2012-03-31")));
    assertEquals(25, inTime.earned(), "on the last day");
  }

  @Test
  void whatWasBoughtAfterTheDayOfTheReviewEarnsNone() {
    buyMug();
    var before = review("V1", "MUG", noon("2011-02-28"));
    assertEquals(new Receipt.Review("MUG", "not-bought"), told(anna, before));
    var morning = review("V2", "MUG", Instant.parse("2011-03-01T00:00:00Z"));
    assertEquals(new Receipt.Review("MUG", null), told(anna, morning));
  }

  private static Receipt.Review told(PlayedCustomer customer, Activity activity) {
    return requireNonNull(requireNonNull(customer.act(activity, NOW)).review());
  }

  @Test
  void nobodysActivityIsRefusedAndSoIsOneTooFarFromNow() {
    var nobody = new Customer("anna", null, null, null);
    assertEquals(new Outcome.UnknownCustomer(), decide(nobody, NOW));
    buyMug();
    var latest = NOW.plus(Duration.ofMinutes(10));
    var earliest = NOW.minus(Duration.ofDays(400));
    assertInstanceOf(Outcome.Noted.class, decide(anna.customer(), latest));
    assertInstanceOf(Outcome.Noted.class, decide(anna.customer(), earliest));
    assertEquals(new Outcome.TooEarly(latest), decide(anna.customer(), latest.plusSeconds(1)));
    assertEquals(new Outcome.TooLate(earliest), decide(anna.customer(), earliest.minusSeconds(1)));
    var erasure = Profiles.erase(anna.customer(), RULES, NOW);
    anna.apply(assertInstanceOf(Profiles.Outcome.Changed.class, erasure).change());
    assertEquals(new Outcome.CustomerErased(), decide(anna.customer(), NOW));
  }

  private static Outcome decide(Customer customer, Instant at) {
    return Activities.decide(customer, viewed("A1", at), Reviews.Known.NOTHING, RULES, NOW);
  }

  private static final Map<String, String> ASKED =
      Map.of(
          "viewers", "{\"activities\":{\"viewed\":[{\"numeric\":[\"<=\",30]}]}}",
          "often", "{\"activityDays30\":{\"viewed\":[{\"numeric\":[\">=\",2]}]}}",
          "mugs", "{\"activities\":{\"viewed sku=MUG\":[{\"exists\":true}]}}",
          "aunts", "{\"activities\":{\"viewed note=for my aunt Ada\":[{\"exists\":true}]}}",
          "five", "{\"activities\":{\"viewed note=5\":[{\"exists\":true}]}}",
          "reviewers", "{\"activities\":{\"review\":[{\"exists\":true}]}}");

  private static PlayedCustomer watched() {
    var customer = new PlayedCustomer(Example.rules(RULES.programme().loyalty(), ASKED));
    customer.buy(purchase("P1", noon("2011-03-01"), line("MUG", 1, 3000)));
    return customer;
  }

  @Test
  void whatSegmentsAskForIsNoticedOnceADayAndItsEventTellsTheMove() {
    var ben = watched();
    var told = requireNonNull(ben.act(viewed("A1", NOW), NOW));
    assertEquals(List.of("aunts", "mugs", "viewers"), told.segments());
    assertEquals(2, ben.account().version());
    var active = ben.line("activity#A1");
    assertEquals(2, active.seq());
    assertEquals(List.of("aunts", "mugs", "viewers"), active.changes().segmentsEntered());
    assertEquals(NOW.plus(Duration.ofDays(400)), active.expires());
    assertEquals("noticed#2", ben.last().id());
    assertNull(ben.last().expires(), "what the account is the fold of stays");
    assertEquals(Optional.empty(), Event.of(ben.last()));
    ben.act(viewed("A2", NOW.plusSeconds(60)), NOW.plusSeconds(60));
    assertEquals(2, ben.account().version(), "the same day");
    var next = NOW.plus(Duration.ofDays(1));
    ben.act(viewed("A3", next), next);
    assertEquals(List.of("aunts", "mugs", "often", "viewers"), ben.account().segments());
    ben.checkFold();
  }

  @Test
  void aPropertyIsComparedAsItIsWritten() {
    var ben = watched();
    var text = new TreeMap<>(Map.of("note", "\"5\""));
    ben.act(new Activity("A1", "anna", "viewed", NOW, null, text), NOW);
    assertEquals(List.of("five", "viewers"), ben.account().segments());
    var other = watched();
    other.act(
        new Activity("A1", "anna", "viewed", NOW, null, new TreeMap<>(Map.of("note", "5"))), NOW);
    assertEquals(List.of("five", "viewers"), other.account().segments());
    var none = watched();
    none.act(new Activity("A1", "anna", "seen", NOW, null, text), NOW);
    assertEquals(List.of(), none.account().segments());
    assertEquals(1, none.account().version());
  }

  @Test
  void aReviewThatEarnsIsNoticedBesideItsPoints() {
    var ben = watched();
    var told = requireNonNull(ben.act(review("V1", "MUG", NOW), NOW));
    assertEquals(25, told.earned());
    assertEquals(3, ben.account().version());
    assertEquals(List.of("reviewers"), ben.line("ledger#review#MUG").changes().segmentsEntered());
    assertEquals(List.of(), ben.line("activity#V1").changes().segmentsEntered());
    var second = requireNonNull(ben.act(review("V2", "MUG", NOW), NOW));
    assertEquals(0, second.earned());
    assertEquals(3, ben.account().version());
    ben.checkFold();
  }

  @Test
  void anErasureForgetsWhatWasNoticed() {
    var ben = watched();
    ben.act(viewed("A1", NOW), NOW);
    ben.erase(NOW);
    assertEquals(Watched.NONE, Watched.SLICE.in(ben.account()));
    ben.checkFold();
  }
}
