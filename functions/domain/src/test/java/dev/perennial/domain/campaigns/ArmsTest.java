package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Ids;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets what by chance, and who gets nothing. */
class ArmsTest extends PlayedJourneys {
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

  @Test
  void whoIsMergedWithSomebodyHeldOutGetsNothingMore() {
    campaign("[{\"wait\": \"1 day\"}, {\"email\": \"one\"}]");
    enter("p1", START);
    control = 50;
    var heldOut =
        IntStream.range(0, 99)
            .mapToObj(i -> "c" + i)
            .filter(id -> !Arms.of(campaigns.all().getFirst(), nobody(id), shop()).isEmpty())
            .findFirst()
            .orElseThrow();
    var ids = new Ids(null, List.of(heldOut), List.of(), Map.of());
    var merged =
        customer.accountOr("").evaluated("member", Slices.NONE.with(Ids.SLICE, ids), List.of());
    customer = new Customer("anna", merged, customer.profile(), customer.mailLog());
    write(at(due()).due());
    assertEquals(Journey.CONTROL, only().arm());
    assertEquals(List.of(), mails());
  }

  private Shop shop() {
    return rules().programme().shop();
  }

  private static Customer nobody(String id) {
    return new Customer(id, null, null, null);
  }
}
