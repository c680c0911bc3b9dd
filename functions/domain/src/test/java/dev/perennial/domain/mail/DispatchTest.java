package dev.perennial.domain.mail;

import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.consent;
import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.mail.Dispatch.Outcome;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.UnitEconomics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchTest {
  private static final AddressKeys KEYS = "key of "::concat;

  private static final Rules RULES = Example.rules();
  private static final Shop SHOP = RULES.programme().shop();

  /** From nine to nine. */
  private static final Shop QUIET =
      new Shop(
          SHOP.name(),
          null,
          ZoneId.of("Europe/London"),
          SHOP.currency(),
          false,
          new Pace(0, new Pace.Quiet(21, 9), List.of()),
          0,
          UnitEconomics.UNKNOWN,
          false);

  /** Two mails within 30 days, and none of 90 clicked. */
  private static final Rules ASKING =
      Example.rules(
          Example.LOYALTY,
          Map.of(
              "tired",
              "{\"mails\":{\"last30\":[{\"numeric\":[\">=\",2]}]},\"clicks\":{\"last90\":[0]}}"));

  private static final String SEND = "thanks#1#0";
  private static final Instant NOW = noon("2011-03-01");
  private static final Duration IN_HAND = Duration.ofMinutes(6);

  private static MailLog.Mail mail(State state, Instant since) {
    var until = NOW.plus(Duration.ofDays(3));
    return new MailLog.Mail("thanks", "thanks", "email", "P1", state, since, until);
  }

  private static MailLog mailLog(State state, Instant since) {
    return new MailLog(4, Map.of(SEND, mail(state, since)), new TreeSet<>(), state.name(), SEND);
  }

  private static Customer customer(@Nullable Profile profile, MailLog mailLog) {
    return new Customer("anna", Account.empty("anna", "member"), profile, mailLog);
  }

  private static Customer in(State state) {
    return customer(anna("email"), mailLog(state, NOW));
  }

  private static State after(Change change) {
    var mailLog = change.mailLog();
    assertNotNull(mailLog);
    var mail = mailLog.mails().get(SEND);
    assertNotNull(mail);
    assertEquals(change.mailLogRead() + 1, mailLog.version());
    return mail.state();
  }

  @ParameterizedTest(name = "{0} for {1} s: {2}, then {3}")
  @CsvSource({
    "CLAIMED, 0,     Send,   SENDING",
    "CLAIMED, 90000, Send,   SENDING",
    "SENDING, 0,     InHand, ",
    "SENDING, 359,   InHand, ",
    "SENDING, 360,   Lost,   UNKNOWN",
    "SENT,    0,     Done,   ",
    "HELD,    0,     Done,   ",
    "UNKNOWN, 0,     Done,   ",
    "UNKNOWN, 90000, Done,   ",
  })
  void whatIsNotKnownToHaveFailedIsNeverSentAgain(
      State state, long seconds, String outcome, @Nullable State next) {
    var customer = customer(anna("email"), mailLog(state, NOW.minusSeconds(seconds)));
    var decided = Dispatch.decide(customer, SEND, SHOP, NOW, IN_HAND);
    assertEquals(outcome, decided.getClass().getSimpleName());
    switch (decided) {
      case Outcome.Send send -> assertEquals(next, after(send.change()));
      case Outcome.Lost lost -> assertEquals(next, after(lost.change()));
      case Outcome.Hold _, Outcome.Later _, Outcome.InHand _, Outcome.Done _ -> {}
    }
  }

  @ParameterizedTest(name = "at {0}, {1}: until {2}")
  @CsvSource({
    "2011-03-01T20:59:59Z, ,                 ",
    "2011-03-01T21:00:00Z, ,                 2011-03-02T09:00:00Z",
    "2011-03-02T08:59:59Z, ,                 2011-03-02T09:00:00Z",
    "2011-03-02T09:00:00Z, ,                 ",
    "2011-03-02T09:00:00Z, America/New_York, 2011-03-02T14:00:00Z",
    "2011-03-01T21:00:00Z, America/New_York, ",
  })
  void whatWasClaimedBeforeQuietHoursWaitsUntilTheyEnd(
      Instant now, @Nullable String zone, @Nullable Instant until) {
    var profile = anna("email").with(Profile.Field.ZONE, zone);
    var decided =
        Dispatch.decide(customer(profile, mailLog(State.CLAIMED, NOW)), SEND, QUIET, now, IN_HAND);
    if (until == null) {
      assertInstanceOf(Outcome.Send.class, decided);
    } else {
      assertEquals(new Outcome.Later(until), decided);
    }
  }

  @Test
  void aMailThatWasForgottenIsDone() {
    assertEquals(
        new Outcome.Done(),
        Dispatch.decide(customer(anna(), MailLog.NONE), SEND, SHOP, NOW, IN_HAND));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "expired",
    "no-profile",
    "no-address",
    "no-consent",
    "bounced",
    "complained",
    "erased",
  })
  void aClaimedMailIsHeldForAReasonThatIsRecorded(String reason) {
    var mailLog = mailLog(State.CLAIMED, NOW);
    var now = reason.equals("expired") ? NOW.plus(Duration.ofDays(4)) : NOW;
    var customer =
        switch (reason) {
          case "no-profile" -> customer(null, mailLog);
          case "no-address" ->
              customer(Profile.empty("anna").with("email", consent(true)), mailLog);
          case "no-consent" -> customer(anna(), mailLog);
          case "expired" -> customer(anna("email"), mailLog);
          default -> customer(anna("email"), mailLog.forbidding(reason, true));
        };
    var hold =
        assertInstanceOf(Outcome.Hold.class, Dispatch.decide(customer, SEND, SHOP, now, IN_HAND));
    assertEquals(reason, hold.reason());
    assertEquals(State.HELD, after(hold.change()));
    var line = hold.change().lines().getFirst();
    assertEquals("decision#" + SEND, line.id());
    assertEquals(new Decided(SEND, "thanks", reason), line.event());
  }

  @Test
  void theFirstReasonThatSaysNoIsTheOneRecorded() {
    var mailLog = mailLog(State.CLAIMED, NOW).forbidding("bounced", true);
    var late = NOW.plus(Duration.ofDays(4));
    assertEquals("expired", held(customer(null, mailLog), late));
    assertEquals("no-profile", held(customer(null, mailLog), NOW));
    assertEquals("no-consent", held(customer(anna(), mailLog), NOW));
    assertEquals("bounced", held(customer(anna("email"), mailLog), NOW));
  }

  private static String held(Customer customer, Instant now) {
    var outcome = Dispatch.decide(customer, SEND, SHOP, now, IN_HAND);
    return assertInstanceOf(Outcome.Hold.class, outcome).reason();
  }

  @Test
  void aWithdrawalForAnotherPurposeHoldsNothing() {
    var mailLog = mailLog(State.CLAIMED, NOW).forbidding("withdrawn:email:car", true);
    var outcome = Dispatch.decide(customer(anna("email"), mailLog), SEND, SHOP, NOW, IN_HAND);
    assertInstanceOf(Outcome.Send.class, outcome);
    var own = mailLog.forbidding("withdrawn:email", true);
    assertEquals("withdrawn:email", held(customer(anna("email"), own), NOW));
  }

  @Test
  void whatSesRefusedIsClaimedAgainWithoutQueueingIt() {
    var change = Dispatch.refused(in(State.SENDING), SEND, NOW);
    assertEquals(State.CLAIMED, after(change));
    assertNotNull(change.mailLog());
    assertEquals("REFUSED", change.mailLog().lastChange());
    assertEquals(List.of(), change.lines());
  }

  @Test
  void anAnswerThatWasLostIsUnknown() {
    assertEquals(State.UNKNOWN, after(Dispatch.lost(in(State.SENDING), SEND, NOW)));
  }

  @Test
  void sentIsALineOfHistoryToo() {
    var change = Dispatch.sent(in(State.SENDING), SEND, RULES, NOW);
    assertEquals(State.SENT, after(change));
    assertEquals("send#" + SEND, change.lines().getFirst().id());
    assertEquals(new Mailed(SEND, "thanks", "thanks"), change.lines().getFirst().event());
  }

  @Test
  void aMailIsNotedInTheAccountWhereASegmentAsksForMails() {
    assertNull(Dispatch.sent(in(State.SENDING), SEND, RULES, NOW).account());
    var first = Dispatch.sent(in(State.SENDING), SEND, ASKING, NOW);
    var account = assertInstanceOf(Account.class, first.account());
    assertEquals(1, account.version());
    assertEquals(1, MailDays.SENT.in(account).mails());
    assertEquals(List.of(), account.segments());
    assertEquals(State.SENT, after(first));
    var later = NOW.plus(Duration.ofDays(1));
    var mailLog = mailLog(State.SENDING, later);
    var again = new Customer("anna", account, anna("email"), mailLog);
    var second = Dispatch.sent(again, SEND, ASKING, later);
    assertEquals(1, second.accountRead());
    var line = second.lines().getFirst();
    assertEquals("send#" + SEND, line.id());
    assertEquals(2, line.seq(), "of the version that its event tells of");
    assertEquals(List.of("tired"), line.changes().segmentsEntered());
    var noticed = second.lines().getLast();
    assertEquals("noticed#2", noticed.id());
    assertEquals(Optional.empty(), Event.of(noticed));
    var clicked = new FollowedLink(SEND, 1, false);
    var sent = new Customer("anna", second.account(), anna("email"), second.mailLog());
    var counts =
        assertInstanceOf(
            FollowedLink.Outcome.Counts.class,
            clicked.decide(sent, ASKING, later.plus(Duration.ofHours(1))));
    assertEquals(List.of("tired"), counts.change().lines().getFirst().changes().segmentsLeft());
  }

  @Test
  void aMailThatIsNotThereIsAMistakeOfTheCaller() {
    var nobody = customer(anna(), MailLog.NONE);
    assertThrows(IllegalArgumentException.class, () -> Dispatch.sent(nobody, SEND, RULES, NOW));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void newsThatItWasSentWinsOverNotKnowing(State state) {
    var change = Bounces.decide(in(state), SEND, Bounces.Told.SENT, Set.of(), KEYS, RULES, NOW);
    var settles = state == State.UNKNOWN || state == State.SENDING;
    assertEquals(settles, change.isPresent());
    change.ifPresent(settled -> assertEquals(State.SENT, after(settled)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"BOUNCED, bounced, Email Bounced", "COMPLAINED, complained, Email Complained"})
  void whatComesBackForbidsMoreMailOnce(Bounces.Told told, String reason, String event) {
    var customer = in(State.SENT);
    var change = Bounces.decide(customer, SEND, told, Set.of(), KEYS, RULES, NOW).orElseThrow();
    assertNotNull(change.mailLog());
    assertTrue(change.mailLog().forbids().contains(reason));
    assertEquals(State.SENT, after(change));
    assertEquals("send#" + SEND + "#" + reason, change.lines().getFirst().id());
    assertEquals(event, change.lines().getFirst().event().eventType());
    var again = customer(anna("email"), change.mailLog());
    var repeated = Bounces.decide(again, SEND, told, Set.of(), KEYS, RULES, NOW).orElseThrow();
    assertEquals(List.of(), repeated.lines());
    assertNull(repeated.mailLog());
  }

  @ParameterizedTest(name = "from {0}: forbids {1}")
  @CsvSource({
    "'',               true",
    "anna@example.com, true",
    "ANNA@example.com, true",
    "old@example.com,  false",
  })
  void aBounceForbidsMailToTheAddressThatItCameFrom(String bounced, boolean forbids) {
    var from = bounced.isEmpty() ? Set.<String>of() : Set.of(bounced);
    var change =
        Bounces.decide(in(State.SENT), SEND, Bounces.Told.BOUNCED, from, KEYS, RULES, NOW)
            .orElseThrow();
    assertEquals(forbids, change.mailLog() != null);
    var address = bounced.isEmpty() ? "anna@example.com" : bounced;
    assertEquals(
        List.of(new AddressMark(KEYS.of(address), "bounced", NOW)), change.sides(), "in any case");
  }

  @ParameterizedTest(name = "{0}, {1} min old, good for {2} min more: {3}")
  @CsvSource({
    "CLAIMED, 59, 10, false",
    "CLAIMED, 61, 10, true",
    "CLAIMED, 61, 0,  false",
    "SENDING, 61, 10, false",
    "SENT,    61, 10, false",
    "UNKNOWN, 61, 10, false",
    "HELD,    61, 10, false",
  })
  void onlyOldClaimsThatHaveNotExpiredAreQueuedAgain(
      State state, int age, int left, boolean stale) {
    var mail =
        new MailLog.Mail(
            "thanks",
            "thanks",
            "email",
            null,
            state,
            NOW.minus(Duration.ofMinutes(age)),
            NOW.plus(Duration.ofMinutes(left)));
    var mailLog = new MailLog(1, Map.of(SEND, mail), new TreeSet<>(), state.name(), SEND);
    assertEquals(
        stale ? List.of(SEND) : List.of(), Claims.stale(customer(anna("email"), mailLog), NOW));
  }

  @Test
  void aMailIsForgottenAfterSixtyDaysOnceItHasExpired() {
    var old = mailLog(State.SENT, NOW);
    var before = old.claim("x", mail(State.CLAIMED, NOW), NOW.plus(MailLog.KEPT));
    assertEquals(2, before.mails().size());
    var after = old.claim("x", mail(State.CLAIMED, NOW), NOW.plus(MailLog.KEPT).plusSeconds(1));
    assertEquals(Set.of("x"), after.mails().keySet());
  }

  @Test
  void aHoleInATemplateIsNamedWithItsPlace() {
    var where = new Dispatch.Unwritten("thanks.mjml", 98, "customer.attributes.petname");
    var customer = in(State.CLAIMED);
    var line = Dispatch.hold(customer, SEND, "unrenderable", where, NOW).change().lines();
    assertEquals(
        new Decided(
            SEND, "thanks", "unrenderable", "thanks.mjml", 98, "customer.attributes.petname"),
        line.getFirst().event());
    var elsewhere = new Dispatch.Unwritten("thanks.txt", 0, "");
    line = Dispatch.hold(customer, SEND, "unrenderable", elsewhere, NOW).change().lines();
    assertEquals(
        new Decided(SEND, "thanks", "unrenderable", "thanks.txt", 0, null),
        line.getFirst().event());
  }
}
