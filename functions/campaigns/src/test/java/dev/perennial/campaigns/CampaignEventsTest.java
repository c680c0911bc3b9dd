package dev.perennial.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.mail.Decided;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an event to a mail that is claimed, or to a line that says why there is none. */
final class CampaignEventsTest {
  private static final String SEND = "thanks#ledger#purchase#p1#0";
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    shop.close();
  }

  private Map<String, MailLog.Mail> mails() {
    return shop.stores().customers().readWithMailLog("ada").mailLogOrNone().mails();
  }

  private String heldBecause() {
    var line = shop.stores().history().find("ada", "decision#" + SEND).orElseThrow();
    return assertInstanceOf(Decided.class, line.event()).reason();
  }

  @Test
  void aFirstPurchaseClaimsItsMailOnceHoweverOftenItIsHeard() {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    assertEquals(List.of(SEND), List.copyOf(mails().keySet()));
    assertEquals(1, shop.stack().mailbox().size());
    var before = shop.tables();
    var heard = shop.events("Purchase Recorded").getFirst();
    shop.stack().invoke("CampaignEventsFunction", heard.toString());
    shop.stack().drain();
    assertEquals(before, shop.tables());
    assertEquals(1, shop.stack().mailbox().size());
  }

  @Test
  void withoutConsentNothingIsClaimedAndALineSaysWhy() {
    shop.putCustomer("ada", false);
    shop.buy("ada", "p1");
    shop.stack().drain();
    assertEquals(Map.of(), mails());
    assertEquals("no-consent", heldBecause());
  }

  @Test
  void whatIsReportedTooLateIsNotClaimedAnyMore() {
    shop.putCustomer("ada", true);
    var weekAgo = Shop.START.minus(Duration.ofDays(7));
    shop.send("POST", "/purchases", Shop.purchase("ada", "p1", weekAgo, "10.00"));
    shop.stack().drain();
    assertEquals(Map.of(), mails());
    assertEquals("expired", heldBecause());
  }

  @Test
  void aSecondPurchaseIsOfNoCampaign() {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.buy("ada", "p2");
    shop.stack().drain();
    assertEquals(List.of(SEND), List.copyOf(mails().keySet()));
  }
}
