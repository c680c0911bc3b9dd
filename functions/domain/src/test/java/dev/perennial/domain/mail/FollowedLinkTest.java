package dev.perennial.domain.mail;

import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.Example;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.mail.FollowedLink.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowedLinkTest {
  private static final String SEND = "thanks#1#0";
  private static final Instant SENT = noon("2011-03-01");
  private static final FollowedLink LINK = new FollowedLink(SEND, 2, false);

  private static Customer customer(State state) {
    var until = SENT.plus(Duration.ofDays(3));
    var mail = new MailLog.Mail("thanks", "thanks", "email", "P1", state, SENT, until);
    var mailLog = new MailLog(4, Map.of(SEND, mail), new TreeSet<>(), state.name(), SEND);
    return new Customer("anna", Account.empty("anna", "member"), anna("email"), mailLog);
  }

  private static Outcome after(Duration wait, FollowedLink link, Customer customer) {
    var rules =
        Example.rules(
            Example.LOYALTY,
            Map.of("readers", "{\"clicks\":{\"last30\":[{\"numeric\":[\">\",0]}]}}"));
    return link.decide(customer, rules, SENT.plus(wait));
  }

  @Test
  void aPersonsClickIsALineOfTheAccountThatMovesBetweenSegments() {
    var counts =
        assertInstanceOf(
            Outcome.Counts.class, after(Duration.ofHours(1), LINK, customer(State.SENT)));
    var line = counts.change().lines().getFirst();
    assertEquals("click#thanks#1#0", line.id());
    assertEquals(new Clicked(SEND, "thanks", 2), line.event());
    assertEquals(new Changes(List.of("readers"), List.of(), null, 0), line.changes());
    assertNull(line.expires());
    var account = counts.change().account();
    assertNotNull(account);
    assertEquals(1, account.version());
    assertEquals(1, MailDays.CLICKED.in(account).mails());
  }

  @ParameterizedTest(name = "{0} after {1} s, automated {2}: {3} {4}")
  @CsvSource({
    "SENT,    29, false, Seen,    too-soon",
    "SENT,    30, false, Counts,  ",
    "SENT,    90, true,  Seen,    automated",
    "UNKNOWN, 90, false, Counts,  ",
    "SENDING, 90, false, Counts,  ",
    "CLAIMED, 90, false, Ignored, ",
    "HELD,    90, false, Ignored, ",
  })
  void whatCountsIsAPersonsAndOfAMailThatMayHaveArrived(
      State state, long seconds, boolean automated, String outcome, String reason) {
    var link = new FollowedLink(SEND, 1, automated);
    var decided = after(Duration.ofSeconds(seconds), link, customer(state));
    assertEquals(outcome, decided.getClass().getSimpleName());
    if (decided instanceof Outcome.Seen seen) {
      var line = seen.line();
      assertEquals(new ClickSeen(SEND, "thanks", 1, reason), line.event());
      assertEquals("click#thanks#1#0#seen", line.id());
      assertEquals(line.at().plus(HistoryLine.KEPT), line.expires());
      assertNull(line.event().eventType());
    }
  }

  @Test
  void ofAnotherMailANobodyOrSomebodyErasedNothingIsRecorded() {
    var day = Duration.ofDays(1);
    var other = new FollowedLink("thanks#2#0", 1, false);
    assertInstanceOf(Outcome.Ignored.class, after(day, other, customer(State.SENT)));
    var nobody = new Customer("anna", null, null, customer(State.SENT).mailLog());
    assertInstanceOf(Outcome.Ignored.class, after(day, LINK, nobody));
  }
}
