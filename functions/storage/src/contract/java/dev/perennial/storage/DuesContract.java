package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Page;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.MailLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every adapter promises of accounts that rest. */
public abstract class DuesContract extends RewardsContract {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");

  /** A claim that waits is seen all the same. */
  @Test
  void ofAnAccountThatRestsOnlyTheMailLogIsRead() {
    var due = new Due(1, "mark", DAY, "1,2,3");
    customers().write(step(0, line(anna, "moved#1", 1)).with(due));
    var mail = new MailLog.Mail("thanks", "thanks", "email", null, MailLog.State.CLAIMED, NOW, NOW);
    var mailLog = MailLog.NONE.claim("thanks#1#0", mail, NOW);
    customers().write(Change.ofMailLog(anna, MailLog.NONE, mailLog, List.of()));
    var asked = new ArrayList<Due>();
    assertEquals(List.of(new Customer(anna, null, null, mailLog)), scanned(asked::add).resting());
    assertTrue(asked.contains(due), "asked by what was written");
    var whole = List.of(new Customer(anna, account(anna, 1), null, mailLog));
    assertEquals(whole, scanned(each -> each.day().isAfter(DAY)).customers());
    assertEquals(whole, scanned(_ -> false).customers());
  }

  /** As a release does that knows of no due days. */
  @Test
  void whoWritesAnAccountWithoutADueDayTakesTheOldOneAway() {
    customers().write(step(0, line(anna, "moved#1", 1)).with(new Due(1, "mark", DAY, "")));
    assertEquals(1, scanned(_ -> true).resting().size());
    customers().write(step(1, line(anna, "moved#2", 2)));
    assertEquals(
        List.of(new Customer(anna, account(anna, 2), null, null)), scanned(_ -> true).customers());
  }

  /** What a scan says of Anna. */
  private Page scanned(Predicate<Due> rests) {
    @Nullable String cursor = null;
    do {
      var page = customers().scan(new Part(0, 1), cursor, rests);
      var found = new Page(annaIn(page.customers()), annaIn(page.resting()), null);
      if (found.size() > 0) {
        return found;
      }
      cursor = page.cursor();
    } while (cursor != null);
    throw new AssertionError("a scan passed over " + anna);
  }

  private List<Customer> annaIn(List<Customer> page) {
    return page.stream().filter(each -> each.customerId().equals(anna)).toList();
  }
}
