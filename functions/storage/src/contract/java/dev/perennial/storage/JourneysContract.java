package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every adapter promises of journeys that wait. */
public abstract class JourneysContract extends DuesContract {
  private static final int MOST = 1_000;

  protected abstract DueJourneys dueJourneys();

  private MailLog write(MailLog before, Journey journey) {
    var after = before.with(journey, NOW);
    assertEquals(DONE, customers().write(Change.ofMailLog(anna, before, after, List.of())));
    assertEquals(after, customers().readWithMailLog(anna).mailLog());
    return after;
  }

  private boolean isDue(Instant now) {
    return dueJourneys().due(DueJourneys.shardOf(anna), now, MOST).customers().contains(anna);
  }

  @Test
  void aJourneyIsFoundWhenItIsDueAndNotOnceItIsOver() {
    var begun = Journey.begun("welcome", "p1", NOW, "0", Map.of("cart", "c1")).on("000007");
    var due = NOW.plus(Duration.ofDays(3));
    var log = write(MailLog.NONE, begun.until(due, "rest"));
    assertFalse(isDue(due.minusSeconds(1)));
    assertTrue(isDue(due.plusSeconds(1)), "by the second that is not before it");
    log = write(log, begun.at("1", due).until(due.plusSeconds(60), ""));
    assertFalse(isDue(due.plusSeconds(1)));
    log = write(log, begun.over("ended", due));
    assertFalse(isDue(due.plusSeconds(999_999)));
    assertEquals(List.of("ended"), log.journeys().values().stream().map(Journey::reason).toList());
  }

  @Test
  void anAssignmentIsReadAsItWasWritten() {
    var day = LocalDate.parse("2011-03-01");
    var closes = Instant.parse("2011-03-29T00:00:00Z");
    var codes = List.of("0123456789ABCDEF", "ZYXWVTSRQPNMKJHG");
    var assigned =
        new Assignment("k3fAB_", day, closes, "treated:a", -12345, 1, 4500, 2, 100, codes);
    var journey = Journey.begun("welcome", "p1", NOW, "0", Map.of()).over("ended", NOW);
    var log = write(MailLog.NONE.assigned("welcome", assigned, NOW), journey);
    assertEquals(Map.of("welcome", assigned), log.assigned());
    assertEquals(
        DONE,
        customers().write(Change.ofMailLog(anna, log, log.forbidding("bounced", true), List.of())));
    var after = customers().readWithMailLog(anna).mailLogOrNone();
    assertEquals(log.assigned(), after.assigned());
  }

  @Test
  void theEarliestOfACustomersJourneysCountsAndTheNextIsTold() {
    var first = Journey.begun("a", "1", NOW, "0", Map.of()).until(NOW.plusSeconds(10), "");
    var second = Journey.begun("b", "1", NOW, "0", Map.of()).until(NOW.plusSeconds(99), "");
    var log = write(write(MailLog.NONE, second), first);
    var found = dueJourneys().due(DueJourneys.shardOf(anna), NOW, MOST);
    assertFalse(found.customers().contains(anna));
    var next = found.next();
    assertTrue(next != null && !next.isAfter(NOW.plusSeconds(11)));
    assertTrue(isDue(NOW.plusSeconds(11)));
    write(log, first.over("ended", NOW));
    assertFalse(isDue(NOW.plusSeconds(11)));
    assertTrue(isDue(NOW.plusSeconds(100)));
  }
}
