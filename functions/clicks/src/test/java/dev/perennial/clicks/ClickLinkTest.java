package dev.perennial.clicks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a mail's link to the click that counts, and what doesn't. */
final class ClickLinkTest {
  private static final Pattern LINK =
      Pattern.compile("href=\"https://shop[.]example[.]com(/p/r[?]t=[A-Za-z0-9._-]+)\"");
  private static final String SEND = "thanks#ledger#purchase#p1#0";
  private static final Map<String, String> BEACON =
      Map.of("content-type", "text/plain;charset=UTF-8");
  private final Shop shop = Shop.open();
  private List<String> links = List.of();

  @BeforeEach
  void isMailed() {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    var html = Objects.requireNonNull(shop.stack().mailbox().list().getFirst().html());
    links = LINK.matcher(html).results().map(each -> each.group(1)).toList();
    assertFalse(links.isEmpty(), html);
    shop.forgetEvents();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private HttpAnswer follow(String link, String said) {
    return shop.stack().http("POST", link, BEACON, said);
  }

  private void wait(Duration wait) {
    shop.stack().advanceTo(shop.stack().clock().instant().plus(wait));
  }

  private MailDays clicks() {
    return MailDays.CLICKED.in(
        Objects.requireNonNull(shop.stores().customers().read("ada").account()));
  }

  private boolean isSeen() {
    return shop.stores().history().find("ada", LineId.clickSeen(SEND)).isPresent();
  }

  @Test
  void whoLooksAtThePageIsCountedOnceForAMailWhateverElseIsFollowed() {
    wait(Duration.ofHours(2));
    var page = shop.get(links.getFirst());
    assertEquals(200, page.status());
    var policy = Objects.requireNonNull(page.headers().get("content-security-policy"));
    assertTrue(policy.contains("script-src 'sha256-"), policy);
    for (int i = 0; i < 3; i++) {
      for (var link : links) {
        assertEquals(204, follow(link, "").status());
      }
    }
    shop.stack().drain();
    assertEquals(1, clicks().mails());
    var event = (ObjectNode) shop.events("Email Clicked").getFirst().path("detail");
    assertEquals(1, shop.events("Email Clicked").size());
    assertEquals(SEND, event.path("sendId").asText());
    assertEquals("thanks", event.path("campaign").asText());
    assertEquals(1, event.path("link").asInt());
    assertFalse(isSeen());
    assertEquals(List.of(), shop.stack().failures());
  }

  @Test
  void aScannerThatOpensEveryLinkCountsForNothing() {
    wait(Duration.ofHours(2));
    var before = shop.tables();
    for (var link : links) {
      assertEquals(200, shop.get(link).status());
      shop.stack().http("HEAD", link, Map.of(), "");
    }
    assertEquals(before, shop.tables());
    assertEquals(204, follow(links.getFirst(), "automated").status());
    assertTrue(isSeen());
    assertEquals(0, clicks().mails());
    shop.stack().drain();
    assertEquals(0, shop.events("Email Clicked").size());
  }

  @Test
  void whatComesAtOnceIsNotedApartAndAPersonLaterCounts() {
    assertEquals(204, follow(links.getFirst(), "").status());
    assertEquals(204, follow(links.getFirst(), "").status());
    assertTrue(isSeen());
    assertEquals(0, clicks().mails());
    wait(Duration.ofMinutes(5));
    assertEquals(204, follow(links.getFirst(), "").status());
    assertEquals(1, clicks().mails());
  }

  @Test
  void ofSomebodyErasedNothingIsRecordedAndTheLinkStillLeadsOn() {
    wait(Duration.ofHours(2));
    follow(links.getFirst(), "");
    assertEquals(1, clicks().mails());
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    assertEquals(MailDays.NONE, clicks());
    var before = shop.tables();
    assertEquals(204, follow(links.getFirst(), "").status());
    assertEquals(200, shop.get(links.getFirst()).status());
    assertEquals(before, shop.tables());
  }

  @Test
  void aLinkThatWasChangedLeadsNowhereAndCountsForNothing() {
    wait(Duration.ofHours(2));
    var before = shop.tables();
    var link = links.getFirst();
    for (var wrong :
        List.of(
            link + "A",
            link.substring(0, link.length() - 1),
            link.replace(".click.", ".unsubscribe."),
            "/p/r",
            "/p/r?t=")) {
      assertEquals(404, shop.get(wrong).status(), wrong);
      assertEquals(404, follow(wrong, "").status(), wrong);
    }
    assertEquals(before, shop.tables());
  }
}
