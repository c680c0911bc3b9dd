package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.programme.Pace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a mail goes of which several would. */
class PacingTest extends PlayedJourneys {
  @Test
  void whatMustRestWaitsForItsTurnAndIsDecidedAgain() {
    pace = new Pace(5, null, List.of());
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
    pace = new Pace(5, null, List.of());
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
            List.of(new Pace.Cap(days, mails, null)));
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
  void aCapOfAPurposeCountsItsOwnMailsAlone() {
    var at = START.minusSeconds(60);
    var mail = new MailLog.Mail("x", "x", "email:home", null, State.SENT, at, at);
    var log = MailLog.NONE.with("x#1#0", mail, "SENT", at);
    pace = new Pace(0, null, List.of(new Pace.Cap(7, 1, "email:home")));
    campaign("[{\"email\": \"one\"}]");
    assertEquals(
        Optional.empty(),
        Pacing.of(log, "email", pace, new CampaignVersions(rules()), Example.LONDON, START));
    assertEquals(
        Optional.of(new Pacing.Later(at.plusSeconds(7 * 86_400), "cap")),
        Pacing.of(log, "email:home", pace, new CampaignVersions(rules()), Example.LONDON, START));
  }

  @Test
  void theHigherPriorityGoesFirstAndTheOtherWaits() {
    pace = new Pace(1, null, List.of());
    campaigns(
        """
        {"a": {%1$s, "steps": [{"wait": "1 day"}, {"email": "low", "expires": "5 days"}]},
         "b": {%1$s, "priority": 5, "steps": [{"wait": "1 day"}, {"email": "high"}]}}
        """
            .formatted(EVERY_ORDER));
    assertEquals("b", campaigns.all().getFirst().id());
    for (var campaign : campaigns.all()) {
      var entry = new Entry("p1", START, Map.of());
      var outcome = Enrolment.decide(customer, campaign, entry, rules(), START);
      write(at(START).begin(((Enrolment.Outcome.Enters) outcome).journey()));
    }
    write(at(due()).due());
    assertEquals(List.of("b#p1#1"), mails());
    write(at(due()).due());
    assertEquals(START.plusSeconds(2 * 86_400), due(), "the other rests");
    write(at(due()).due());
    assertEquals(List.of("a#p1#1", "b#p1#1"), mails());
  }
}
