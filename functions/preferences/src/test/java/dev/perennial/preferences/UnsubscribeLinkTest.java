package dev.perennial.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.testkit.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a mail's unsubscribe link does, asked and posted. */
final class UnsubscribeLinkTest {
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    shop.close();
  }

  private String link(String customerId) {
    var links = LinkSecret.links(shop.stores().programme());
    return "/p/unsubscribe?t=" + links.token("unsubscribe", customerId);
  }

  private HttpAnswer post(String link) {
    return shop.stack().http("POST", link, FORM, "List-Unsubscribe=One-Click");
  }

  private boolean consents() {
    return Objects.requireNonNull(shop.stores().customers().read("ada").profile())
        .consentsTo("email");
  }

  @Test
  void openingTheLinkChangesNothingAndPostingWithdrawsOnce() {
    shop.putCustomer("ada", true);
    var before = shop.tables();
    var page = shop.get(link("ada"));
    assertEquals(200, page.status());
    assertTrue(page.text().contains("<form"), page.text());
    assertEquals(before, shop.tables());
    assertTrue(consents());
    assertEquals(200, post(link("ada")).status());
    assertFalse(consents());
    assertEquals(
        Set.of("withdrawn:email"),
        shop.stores().customers().readWithMailLog("ada").mailLogOrNone().forbids());
    var after = shop.tables();
    assertEquals(200, post(link("ada")).status());
    assertEquals(after, shop.tables());
    shop.stack().drain();
    assertEquals(1, shop.events("Consent Changed").size());
  }

  @Test
  void whoIsUnknownOrErasedHasWhatWasAskedFor() {
    assertEquals(200, post(link("nobody")).status());
    shop.putCustomer("ada", true);
    shop.send("DELETE", "/customers/ada", "");
    var before = shop.tables();
    assertEquals(200, post(link("ada")).status());
    assertEquals(before, shop.tables());
  }

  @Test
  void aLinkThatIsCutOrOfAnotherKindIsNone() {
    shop.putCustomer("ada", true);
    var before = shop.tables();
    var cut = link("ada").substring(0, link("ada").length() - 2);
    for (var wrong :
        List.of(cut, link("ada").replace("unsubscribe.", "survey."), "/p/unsubscribe")) {
      assertEquals(404, shop.get(wrong).status(), wrong);
      assertEquals(404, post(wrong).status(), wrong);
    }
    assertEquals(before, shop.tables());
  }
}
