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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets what by chance, and who gets nothing. */
class ArmsTest extends PlayedJourneys {
  @Test
  void whoIsHeldOutGetsNothingAndKeepsTheSlot() {
    control = 50;
    pace = new Pace(5, null, List.of());
    campaign("[{\"email\": \"one\"}]");
    var heldOut = 0;
    for (int i = 0; i < 1000; i++) {
      customer =
          new Customer("c" + i, Account.empty("c" + i, "member"), Example.anna("email"), null);
      enter("p1", START);
      if (mails().isEmpty()) {
        heldOut++;
        assertEquals(Journey.CONTROL, only().arm());
        assertNull(customer.mailLogOrNone().due());
        var later = later(START.plusSeconds(9));
        assertEquals("rest", later.orElseThrow().reason());
      }
    }
    assertTrue(heldOut > 450 && heldOut < 550, heldOut + " of 1000");
  }

  /** Which of some ids are held out of the campaign. */
  private String heldOut(Campaign campaign) {
    return IntStream.range(0, 99)
        .mapToObj(i -> "c" + i)
        .filter(id -> !Arms.of(campaign, nobody(id), shop()).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoIsHeldOutTakesTheSlotWhenTheMailWouldHaveGone() {
    control = 50;
    pace = new Pace(5, null, List.of());
    campaign(
        "[{\"points\": 10}, {\"emit\": \"push\"}, {\"wait\": \"3 days\"}, {\"email\": \"one\"}]");
    var id = heldOut(campaigns.all().getFirst());
    customer = new Customer(id, Account.empty(id, "member"), Example.anna("email"), null);
    enter("p1", START);
    assertEquals(0, customer.accountOr("").lots().total());
    assertEquals(Optional.empty(), later(START));
    var mailed = START.plus(Duration.ofDays(3));
    assertEquals(mailed, due());
    write(at(mailed).due());
    assertEquals(List.of(), mails());
    assertTrue(only().ended());
    var later = later(mailed.plusSeconds(1));
    assertEquals(mailed.plus(Duration.ofDays(5)), later.orElseThrow().until());
  }

  @Test
  void whoIsHeldOutAndWouldHaveGotNoMailTakesNoSlot() {
    control = 50;
    pace = new Pace(5, null, List.of());
    campaign("[{\"wait\": \"3 days\"}]");
    var id = heldOut(campaigns.all().getFirst());
    customer = new Customer(id, Account.empty(id, "member"), Example.anna("email"), null);
    enter("p1", START);
    write(at(due()).due());
    assertTrue(only().ended() && only().heldOut());
    assertEquals(Optional.empty(), later(START.plus(Duration.ofDays(4))));
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
    var heldOut = heldOut(campaigns.all().getFirst());
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

  /** Until when the customer's next mail has to wait. */
  private Optional<Pacing.Later> later(Instant now) {
    return Pacing.of(
        customer.mailLogOrNone(),
        "email",
        pace,
        new CampaignVersions(rules()),
        Example.LONDON,
        now);
  }
}
