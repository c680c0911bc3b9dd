package dev.perennial.shop.entrypoints;

import static dev.perennial.shop.entrypoints.ComebackTest.BACK;
import static dev.perennial.shop.entrypoints.ComebackTest.ERASED;
import static dev.perennial.shop.entrypoints.ComebackTest.assertSound;
import static dev.perennial.shop.entrypoints.ComebackTest.buy;
import static dev.perennial.shop.entrypoints.ComebackTest.comeBack;
import static dev.perennial.shop.entrypoints.ComebackTest.liveAndErase;
import static dev.perennial.shop.entrypoints.ComebackTest.profile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.HttpAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails, their links, campaigns and friends of somebody who was erased and came back. */
final class ComebackMailTest {
  private static final Pattern LINK =
      Pattern.compile(
          "https://shop[.]example[.]com(/p/(unsubscribe|survey|r)[?]t=[A-Za-z0-9._-]+)");
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");

  @Test
  void linksOfMailsOfBeforeAnswerNothingForWhoCameBackButTheOneThatUnsubscribes() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      var html = Objects.requireNonNull(shop.stack().mailbox().list().getFirst().html());
      comeBack(shop);
      var before = shop.tables();
      var survey = link(html, "survey");
      assertEquals(410, shop.get(survey).status());
      assertEquals(410, shop.stack().http("POST", survey, FORM, "score=3").status());
      var followed = shop.stack().http("POST", link(html, "r"), FORM, "");
      assertTrue(followed.status() < 400, followed.text());
      assertEquals(before, shop.tables());
      assertEquals(200, shop.stack().http("POST", link(html, "unsubscribe"), FORM, "").status());
      var ada = Shop.json(shop.get("/customers/ada").text());
      assertFalse(ada.at("/consents/email/granted").asBoolean(), "whoever has the mail may");
      assertSound(shop);
    }
  }

  @Test
  void linksOfMailsSinceWork() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      comeBack(shop);
      buy(shop, "p2", BACK, "5.00");
      shop.stack().drain();
      var html = Objects.requireNonNull(shop.stack().mailbox().list().getLast().html());
      var answer = shop.stack().http("POST", link(html, "survey"), FORM, "score=3");
      assertEquals(200, answer.status());
      assertTrue(answer.text().contains("Thank you"), answer.text());
      assertSound(shop);
    }
  }

  private static String link(String html, String page) {
    return LINK.matcher(html)
        .results()
        .filter(each -> each.group(2).equals(page))
        .map(each -> each.group(1))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "consents {0} days after the erasure: {1} mails")
  @CsvSource({"-1, 1", "1, 2"})
  void theAddressStaysClosedUntilAConsentOfLater(int days, int mails) {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      shop.stack().advanceTo(BACK);
      var at = ERASED.plus(Duration.ofDays(days));
      var answer = shop.send("PUT", "/customers/ada", profile(at.toString()));
      assertEquals(201, answer.status(), answer.text());
      var consents = Shop.json(answer.text()).path("consents");
      assertEquals(days > 0, consents.at("/email/granted").asBoolean(), answer.text());
      assertEquals(201, buy(shop, "p2", BACK, "5.00").status());
      shop.stack().drain();
      assertEquals(mails, shop.stack().mailbox().size());
      assertSound(shop);
    }
  }

  @Test
  void anEventOfBeforeThatIsHeardLateEntersNobodyIntoACampaign() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      // of a line that no campaign heard of, and still new enough to be thanked for
      var told = shop.events("Purchase Recorded").getFirst().toString();
      var at = BACK.minus(Duration.ofHours(1)).toString();
      var event = told.replace("purchase#p1", "purchase#p0").replace("2026-03-02T09:00:00Z", at);
      assertTrue(event.contains("\"at\":\"" + at), event);
      comeBack(shop);
      var decided = shop.stores().history().startingWith("ada", "decision#").size();
      shop.stack().invoke("CampaignEventsFunction", event);
      shop.stack().drain();
      assertEquals(1, shop.stack().mailbox().size(), "that of before");
      assertEquals(decided, shop.stores().history().startingWith("ada", "decision#").size());
      assertSound(shop);
    }
  }

  @Test
  void aFriendWhoComesByTheCodeOfBeforeIsNobodysAndByTheNewOneCounts() {
    try (var shop = Shop.open()) {
      shop.putCustomer("ada", true);
      var former = code(shop);
      liveAndErase(shop);
      comeBack(shop);
      var code = code(shop);
      assertEquals(201, bring(shop, "bob", former).status());
      shop.stack().drain();
      assertEquals(0, friends(shop));
      assertEquals(201, bring(shop, "cleo", code).status());
      shop.stack().drain();
      assertEquals(1, friends(shop));
      assertSound(shop);
    }
  }

  private static String code(Shop shop) {
    return Shop.json(shop.get("/customers/ada/referral").text()).path("code").asText();
  }

  private static int friends(Shop shop) {
    return Shop.json(shop.get("/customers/ada/referral").text()).path("friends").asInt();
  }

  private static HttpAnswer bring(Shop shop, String friend, String code) {
    var bought = Shop.purchase(friend, "f1", BACK, "20.00");
    return shop.send("POST", "/purchases", Shop.withReferral(bought, code));
  }
}
