package dev.perennial.bounces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.runtime.links.MailTags;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.storage.AddressDocuments;
import dev.perennial.testkit.Shop;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What SES tells of a mail that was sent, and what it keeps from being sent after. */
final class BounceEventsTest {
  private static final String SEND = "thanks#ledger#purchase#p1#0";
  private final Shop shop = Shop.open();

  @BeforeEach
  void aMailIsSent() {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    assertEquals(1, shop.stack().mailbox().size());
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    shop.close();
  }

  private MailLog log() {
    return shop.stores().customers().readWithMailLog("ada").mailLogOrNone();
  }

  /** A sample of the bus that is of Ada's mail. */
  private static ObjectNode told(String sample) {
    var event = Shop.sample(sample);
    var tags = (ObjectNode) event.at("/detail/mail/tags");
    var ours = MailTags.of(new MailTask("ada", SEND));
    tags.putArray(MailTags.CUSTOMER).add(ours.customer());
    tags.putArray(MailTags.SEND).add(ours.send());
    return event;
  }

  private Optional<String> forbidden(String address) {
    var programme = shop.stores().programme();
    var key = new StackAddressKeys(new StackLinks(programme)).of(address);
    return AddressDocuments.read(programme, key).forbidden("email", null);
  }

  private void tell(ObjectNode event) {
    shop.stack().invoke("BouncesFunction", event.toString());
  }

  @Test
  void aPermanentBounceForbidsMoreUntilTheAddressIsAnother() {
    tell(told("bounces-bounced"));
    assertEquals(Set.of("bounced"), log().forbids());
    shop.stack().drain();
    assertEquals(1, shop.events("Email Bounced").size());
    var other = Shop.profile("ada", true).replace("ada@", "lovelace@");
    assertEquals(200, shop.send("PUT", "/customers/ada", other).status());
    assertEquals(Set.of(), log().forbids());
  }

  @Test
  void aBounceOfAFormerAddressForbidsNothingOfTheNewOne() {
    var other = Shop.profile("ada", true).replace("ada@", "lovelace@");
    assertEquals(200, shop.send("PUT", "/customers/ada", other).status());
    tell(told("bounces-bounced"));
    assertEquals(Set.of(), log().forbids());
    assertEquals(Optional.of("address-bounced"), forbidden("Ada@example.com"));
    assertEquals(Optional.empty(), forbidden("lovelace@example.com"));
    var again = Shop.profile("ada", true).replace("ada@", " ADA@");
    assertEquals(200, shop.send("PUT", "/customers/ada", again).status());
    tell(told("bounces-bounced"));
    assertEquals(Set.of("bounced"), log().forbids());
    shop.putCustomer("ada", true);
    assertEquals(Set.of("bounced"), log().forbids(), "the same address, written in another way");
  }

  @Test
  void aBounceThatPassesForbidsNothing() {
    var event = told("bounces-bounced");
    ((ObjectNode) event.at("/detail/bounce")).put("bounceType", "Transient");
    var before = shop.tables();
    tell(event);
    assertEquals(before, shop.tables());
  }

  @Test
  void aComplaintForbidsMoreAndIsToldOnceHoweverOftenItIsHeard() {
    tell(told("bounces-complained"));
    var before = shop.tables();
    assertTrue(log().forbids().contains("complained"), log().forbids().toString());
    tell(told("bounces-complained"));
    assertEquals(before, shop.tables());
    shop.stack().drain();
    assertEquals(1, shop.events("Email Complained").size());
  }

  @Test
  void whatIsToldOfMailsOfOthersChangesNothing() {
    var before = shop.tables();
    tell(Shop.sample("bounces-bounced"));
    var none = told("bounces-bounced");
    ((ObjectNode) none.at("/detail/mail/tags")).removeAll();
    tell(none);
    var other = told("bounces-bounced");
    ((ObjectNode) other.at("/detail/mail/tags")).putArray(MailTags.SEND).add("another");
    tell(other);
    assertEquals(before, shop.tables());
  }
}
