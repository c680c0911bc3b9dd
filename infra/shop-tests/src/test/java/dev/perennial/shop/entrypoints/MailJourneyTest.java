package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.storage.form.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a purchase to a mail in the mailbox, and what keeps one out of it. */
final class MailJourneyTest {
  private static final Pattern LINK =
      Pattern.compile("<https://shop[.]example[.]com(/p/unsubscribe[?]t=[A-Za-z0-9._-]+)>");
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");
  private final Shop shop;

  MailJourneyTest() {
    shop = Shop.open();
  }

  @BeforeEach
  void isEmpty() {
    assertEquals(0, shop.stack().mailbox().size());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aFirstPurchaseIsThankedForOnceInBothPartsWithALinkThatUnsubscribes() {
    shop.putCustomer("ada", true);
    shop.send("POST", "/purchases", Shop.purchase("ada", "p1", Shop.START, "987.00"));
    shop.stack().drain();
    var mail = only(mailsTo("ada"));
    var html = Objects.requireNonNull(mail.html());
    var text = Objects.requireNonNull(mail.text());
    assertTrue(html.contains("987"), html);
    assertTrue(text.contains("987"), text);
    assertEquals(
        "List-Unsubscribe=One-Click", mail.headers().get("List-Unsubscribe-Post"), "RFC 8058");
    var link = LINK.matcher(Objects.requireNonNull(mail.headers().get("List-Unsubscribe")));
    assertTrue(link.find());
    assertTrue(html.contains(link.group(1)) && text.contains(link.group(1)));

    assertTrue(consents("ada"));
    assertEquals(
        200, shop.stack().http("POST", link.group(1), FORM, "List-Unsubscribe=One-Click").status());
    assertFalse(consents("ada"));
    shop.stack().drain();
    assertEquals(1, shop.events("Consent Changed").size());
  }

  @Test
  void aSecondPurchaseIsNotThankedForAgain() {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(10)));
    shop.send(
        "POST",
        "/purchases",
        Shop.purchase("ada", "p2", Shop.START.plus(Duration.ofDays(10)), "20.00"));
    shop.stack().drain();
    assertEquals(1, mailsTo("ada").size());
    assertEquals(2, shop.events("Purchase Recorded").size());
  }

  @Test
  void withoutConsentTheMailIsHeldAndALineSaysWhy() {
    shop.putCustomer("eve", false);
    shop.buy("eve", "p1");
    shop.stack().drain();
    assertEquals(List.of(), mailsTo("eve"));
    assertEquals("no-consent", heldBecause("eve", "thanks#ledger#purchase#p1#0"));
  }

  @Test
  void aPurchaseReportedLongAfterIsNotThankedFor() {
    shop.putCustomer("ada", true);
    var weekAgo = Shop.START.minus(Duration.ofDays(7));
    shop.send("POST", "/purchases", Shop.purchase("ada", "p1", weekAgo, "10.00"));
    shop.stack().drain();
    assertEquals(List.of(), mailsTo("ada"));
    assertEquals("expired", heldBecause("ada", "thanks#ledger#purchase#p1#0"));
  }

  /** Somebody else's profile with Ada's address, in other letters. */
  private void putAnother(String customerId, String consentedAt) {
    var profile =
        """
        {"email": " ADA@Example.com ", "consents":
          {"email": {"granted": true, "at": "%s", "source": "test form"}}}
        """
            .formatted(consentedAt);
    shop.send("PUT", "/customers/" + customerId, profile);
  }

  @ParameterizedTest
  @CsvSource({"true, address-erased", "false, address-withdrawn"})
  void underAnotherIdAnAddressStaysClosedUntilItConsentsAnew(boolean erased, String reason) {
    shop.putCustomer("ada", true);
    putAnother("ada-2", "2026-02-01T10:00:00Z");
    putAnother("ada-3", "2026-03-02T09:00:01Z");
    if (erased) {
      assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    } else {
      var refusal = Shop.profile("ada", false).replace("2026-02-01T10", "2026-02-20T10");
      assertEquals(200, shop.send("PUT", "/customers/ada", refusal).status());
    }
    putAnother("ada-4", "2026-02-02T10:00:00Z");
    for (var customer : List.of("ada-2", "ada-3", "ada-4")) {
      shop.buy(customer, "p1");
    }
    shop.stack().drain();
    assertEquals(reason, heldBecause("ada-2", "thanks#ledger#purchase#p1#0"));
    assertEquals(reason, heldBecause("ada-4", "thanks#ledger#purchase#p1#0"));
    assertEquals(1, shop.stack().mailbox().size(), "to ada-3, who consented later");
  }

  @Test
  void theLinkOfOneMailClosesTheAddressForAllWhoHaveIt() {
    shop.putCustomer("ada", true);
    putAnother("ada-2", "2026-02-01T10:00:00Z");
    shop.buy("ada", "p1");
    shop.stack().drain();
    var header = only(mailsTo("ada")).headers().get("List-Unsubscribe");
    var link = LINK.matcher(Objects.requireNonNull(header));
    assertTrue(link.find());
    shop.stack().http("POST", link.group(1), FORM, "List-Unsubscribe=One-Click");
    shop.buy("ada-2", "p1");
    shop.stack().drain();
    assertEquals("address-withdrawn", heldBecause("ada-2", "thanks#ledger#purchase#p1#0"));
    assertEquals(1, shop.stack().mailbox().size());
    assertEquals(List.of(), shop.stack().failures());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLinkClosesTheAddressThatTheMailWentToWhateverBecameOfItsCustomer(boolean erased) {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    var header = only(mailsTo("ada")).headers().get("List-Unsubscribe");
    var link = LINK.matcher(Objects.requireNonNull(header));
    assertTrue(link.find());
    if (erased) {
      shop.send("DELETE", "/customers/ada", "");
    } else {
      shop.send("PUT", "/customers/ada", Shop.profile("ada", true).replace("ada@", "new@"));
    }
    putAnother("ada-2", "2026-03-02T09:00:00.5Z");
    shop.stack().advanceTo(Shop.START.plusSeconds(60));
    shop.stack().http("POST", link.group(1), FORM, "List-Unsubscribe=One-Click");
    shop.buy("ada-2", "p1");
    shop.stack().drain();
    assertEquals("address-withdrawn", heldBecause("ada-2", "thanks#ledger#purchase#p1#0"));
    assertEquals(1, shop.stack().mailbox().size());
  }

  @Test
  void withoutAProfileTheMailIsHeld() {
    shop.buy("nobody", "p1");
    shop.stack().drain();
    assertEquals(0, shop.stack().mailbox().size());
    assertEquals("no-profile", heldBecause("nobody", "thanks#ledger#purchase#p1#0"));
  }

  @Test
  void whoIsAtRiskIsWrittenToOnceInNinetyDaysAndWhoIsNotIsNot() {
    boundaries("2026-03", Shop.START);
    for (var month : List.of("2026-04", "2026-05", "2026-06")) {
      boundaries(month, Instant.parse(month + "-01T00:30:00Z"));
    }
    for (var customer : List.of("ada", "eve")) {
      shop.putCustomer(customer, customer.equals("ada"));
      for (int i = 0; i < 3; i++) {
        var at = Shop.START.minus(Duration.ofDays(100 - 5 * i));
        shop.send("POST", "/purchases", Shop.purchase(customer, "p" + i, at, "10.00"));
      }
    }
    shop.putCustomer("new", true);
    shop.buy("new", "p1");
    shop.stack().drain();
    assertEquals(List.of("at-risk"), atRisk("ada"));
    assertEquals(List.of(), atRisk("new"));

    shop.stack().advanceTo(Instant.parse("2026-03-30T12:00:00Z"));
    assertEquals(1, mailsTo("ada").size(), "no thanks for what is long ago, but one word");
    shop.stack().advanceTo(Instant.parse("2026-06-01T12:00:00Z"));
    assertEquals(1, mailsTo("ada").size(), "another quarter, and not yet ninety days");
    shop.stack().advanceTo(Instant.parse("2026-06-08T12:00:00Z"));
    var all = mailsTo("ada");
    assertEquals(2, all.size(), "after ninety days");
    assertEquals(all.get(0).subject(), all.get(1).subject());
    assertEquals(Instant.parse("2026-03-03T10:00:00Z"), all.get(0).at(), "Tuesday at ten");
    assertEquals(Instant.parse("2026-06-02T09:00:00Z"), all.get(1).at(), "summer time by then");
    assertEquals(1, mailsTo("new").size(), "thanks");
    assertEquals(0, mailsTo("eve").size());
    assertEquals("no-consent", heldBecause("eve", "win-back#1#0"));
    assertEquals(List.of(), shop.stack().failures());
  }

  private void boundaries(String version, Instant from) {
    var boundaries =
        new Boundaries(
            version,
            from,
            List.of(10L, 30L, 60L, 120L),
            List.of(1L, 2L, 4L, 6L),
            List.of(1_000L, 2_000L, 5_000L, 10_000L),
            100);
    var log = new RulesLog(shop.stores().programme());
    log.put(RulesLog.next(log.after("")), RulesLog.Kind.BOUNDARIES, Json.write(boundaries));
  }

  private List<String> atRisk(String customerId) {
    var account = Objects.requireNonNull(shop.stores().customers().read(customerId).account());
    return account.segments().stream().filter("at-risk"::equals).toList();
  }

  private boolean consents(String customerId) {
    return Objects.requireNonNull(shop.stores().customers().read(customerId).profile())
        .consentsTo("email");
  }

  private String heldBecause(String customerId, String sendId) {
    var line = shop.stores().history().find(customerId, "decision#" + sendId).orElse(null);
    assertNotNull(line, "no decision on " + sendId);
    return line.event() instanceof Decided decided ? decided.reason() : "";
  }

  private List<Mail> mailsTo(String customerId) {
    return shop.stack().mailbox().list().stream()
        .filter(mail -> mail.to().contains(customerId + "@example.com"))
        .toList();
  }

  private static Mail only(List<Mail> mails) {
    assertEquals(1, mails.size());
    return mails.getFirst();
  }
}
