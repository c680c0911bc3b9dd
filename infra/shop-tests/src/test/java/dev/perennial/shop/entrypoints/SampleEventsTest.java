package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.testkit.Project;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The samples under events/, each at its door, in the order of one customer's story. Nothing is
 * drained: every step is taken by its own sample alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SampleEventsTest {
  private static final String ADA = "ada-1815";
  private static final String THANKS = "thanks#ledger#purchase#536365#0";
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  @Order(1)
  void aCustomerIsPut() {
    var answer = call("customers-put");
    assertEquals(201, answer.status(), answer.text());
    assertEquals("Ada Lovelace", body(call("customers-get")).path("name").asText());
    var patched = call("customers-patch");
    assertEquals(200, patched.status(), patched.text());
    assertEquals("ada@lovelace.example", body(patched).path("email").asText());
    assertEquals("Ada Lovelace", body(patched).path("name").asText());
    assertEquals(200, call("customers-put").status(), "the whole again");
    assertEquals("ada@example.com", body(call("customers-get")).path("email").asText());
    shop.send("PATCH", "/customers/guest-7", "{\"country\":\"GB\"}");
    assertEquals("guest-7", body(call("customers-merge")).at("/formerIds/0").asText());
    assertEquals(200, call("customers-merge").status());
  }

  @Test
  @Order(2)
  void aPurchaseIsPosted() {
    var answer = call("purchases-post");
    assertEquals(201, answer.status(), answer.text());
    // 47.30 paid for goods; the 14.98 of them that are Christmas goods earn twice
    assertEquals(62, body(answer).at("/points/earned").asInt());
    assertEquals(200, call("purchases-post").status());
  }

  @Test
  @Order(2)
  void anOrderIsPutAndPutAgain() {
    var answer = call("purchases-put");
    assertEquals(201, answer.status(), answer.text());
    // 8.83 and 10.50 euros without tax, at the programme's rate of the day
    assertEquals(16, body(answer).at("/points/earned").asInt());
    assertEquals(200, call("purchases-put").status(), "the same again");
  }

  @Test
  @Order(3)
  void aLineOfTheStreamIsPublished() {
    shop.forgetEvents();
    assertEquals(List.of(), failures("OutboxRelayFunction", "outbox-lines"));
    var published = shop.events("Purchase Recorded");
    assertEquals(1, published.size());
    var told = Shop.sample("campaigns-happened").path("detail");
    assertEquals(told, published.getFirst().path("detail"), "what campaigns are told of it");
  }

  @Test
  @Order(4)
  void anEventClaimsAMail() {
    shop.stack().invoke("CampaignEventsFunction", text("campaigns-happened"));
    assertEquals(State.CLAIMED, state());
  }

  @Test
  @Order(5)
  void aClaimIsQueued() {
    assertEquals(List.of(), failures("ClaimsFunction", "mail-claimed"));
    var queued = shop.stack().messages("MailQueue");
    assertEquals(1, queued.size());
    assertEquals(
        Shop.json(Shop.sample("mail-queued").at("/Records/0/body").asText()),
        Shop.json(queued.getFirst().body()));
  }

  @Test
  @Order(6)
  void aQueuedMailIsSentOnce() {
    assertEquals(List.of(), failures("MailFunction", "mail-queued"));
    assertEquals(List.of(), failures("MailFunction", "mail-queued"));
    assertEquals(State.SENT, state());
    assertEquals(1, shop.stack().mailbox().size());
    var tags = Shop.sample("bounces-delivered").at("/detail/mail/tags");
    shop.stack()
        .mailbox()
        .list()
        .getFirst()
        .tags()
        .forEach((name, value) -> assertEquals(value, tags.path(name).path(0).asText()));
  }

  @Test
  @Order(7)
  void thePageOfAMailsLinkChangesNothingAndWhatFollowsItAtOnceIsNotedApart() {
    var before = shop.tables();
    var page = call("clicks-page");
    assertEquals(200, page.status());
    assertTrue(page.text().contains("<a href=\"https://shop.example.com/\">"), page.text());
    assertEquals(before, shop.tables());
    assertEquals(204, call("clicks-post").status());
    assertTrue(shop.stores().history().find(ADA, LineId.clickSeen(THANKS)).isPresent(), "too soon");
  }

  @Test
  @Order(8)
  void aDeliveryOfWhatIsSentChangesNothing() {
    var before = shop.tables();
    shop.stack().invoke("BouncesFunction", text("bounces-delivered"));
    assertEquals(before, shop.tables());
  }

  @Test
  @Order(9)
  void aRefundIsPosted() {
    var answer = call("refunds-post");
    assertEquals(201, answer.status(), answer.text());
    assertTrue(body(answer).at("/points/earned").asInt() < 0);
    assertEquals(200, call("refunds-post").status());
  }

  @Test
  @Order(10)
  void whatIsLeftIsRefundedByTheBus() {
    shop.stack().invoke("RefundSubmittedFunction", text("refunds-submitted"));
    assertEquals(0, body(call("loyalty-get")).path("pending").asInt());
  }

  @Test
  @Order(11)
  void aPurchaseComesByTheBus() {
    shop.stack().invoke("PurchaseSubmittedFunction", text("purchases-submitted"));
    assertEquals(62, body(call("loyalty-get")).path("pending").asInt());
    assertEquals("thanks", body(call("customers-decisions")).at("/campaigns/0/campaign").asText());
    var last = body(call("customers-history")).path("lines").path(0);
    assertEquals("Purchase Recorded", last.path("what").asText());
  }

  @Test
  @Order(11)
  void purchasesComeByTheQueue() {
    assertEquals(List.of(), failures("QueuedPurchasesFunction", "purchases-queued"));
    assertEquals(List.of(), failures("QueuedPurchasesFunction", "purchases-queued"));
    assertEquals(124, body(call("loyalty-get")).path("pending").asInt());
    var history = shop.stores().history();
    assertTrue(history.find(ADA, LineId.purchase("536367")).isPresent());
    assertTrue(history.find("mary-1780", LineId.purchase("536368")).isPresent());
  }

  private static long count(RulesLog.Kind kind) {
    return new RulesLog(shop.stores().programme())
        .after("").stream().filter(document -> RulesLog.kind(document) == kind).count();
  }

  @Test
  @Order(12)
  void boundariesAreComputedOnceAMonth() {
    shop.stack().invoke("BoundariesFunction", text("segments-boundaries"));
    assertEquals(1, count(RulesLog.Kind.BOUNDARIES));
    var before = shop.tables();
    shop.stack().invoke("BoundariesFunction", text("segments-boundaries"));
    assertEquals(before, shop.tables());
  }

  @Test
  @Order(13)
  void aModelCardIsMadeOnceAMonth() {
    shop.stack().invoke("RefitFunction", text("value-refit"));
    assertEquals(1, count(RulesLog.Kind.CARD));
    var before = shop.tables();
    shop.stack().invoke("RefitFunction", text("value-refit"));
    assertEquals(before, shop.tables());
    shop.stack().invoke("RefitFunction", text("value-refit").replace("03-02", "03-31"));
    assertEquals(before, shop.tables(), "the same month");
  }

  @Test
  @Order(14)
  void whatACardPredictsIsAnswered() {
    var value = body(call("value-get"));
    assertEquals("2026-03", value.path("card").asText(), value.toString());
    assertTrue(value.path("heuristic").asBoolean());
    var card = body(call("insights-get")).path("card");
    assertEquals("shrunk-rate", card.path("model").asText());
    assertTrue(card.at("/warnings/0").asText().contains("there must be 56 days"), card.toString());
  }

  @Test
  @Order(15)
  void thePassIsPlannedAndItsPartsWorkedOff() {
    shop.stack().invoke("PassPlannerFunction", text("segments-nightly"));
    assertEquals(8, shop.stack().messages("PassQueue").size());
    assertEquals(List.of(), failures("PassWorkerFunction", "segments-part"));
  }

  @Test
  @Order(16)
  void audiencesArePlannedAndJourneysLookedForAndBothWorkedOff() {
    shop.stack().invoke("AudiencePlannerFunction", text("campaigns-scheduled"));
    assertEquals(8, shop.stack().messages("AudienceQueue").size());
    assertEquals(List.of(), failures("AudienceWorkerFunction", "campaigns-part"));
    shop.stack().invoke("JourneyPlannerFunction", text("campaigns-minutely"));
    assertEquals(List.of(), failures("JourneyWorkerFunction", "campaigns-journeys"));
  }

  @Test
  @Order(17)
  void thePageOfASurveyChangesNothingAndItsFormIsRecordedOnce() {
    var before = shop.tables();
    var page = call("surveys-page");
    assertEquals(200, page.status(), page.text());
    assertEquals(before, shop.tables());
    var thanks = call("surveys-answer");
    assertEquals(200, thanks.status(), thanks.text());
    assertTrue(thanks.text().contains("We read every answer."), thanks.text());
    var answered = shop.tables();
    assertTrue(call("surveys-answer").text().contains("answered this already"));
    assertEquals(answered, shop.tables());
  }

  @Test
  @Order(18)
  void thePageOfALinkChangesNothingAndItsButtonUnsubscribes() {
    var before = shop.tables();
    assertEquals(200, call("preferences-page").status());
    assertEquals(before, shop.tables());
    assertEquals(200, call("preferences-click").status());
    var profile = shop.stores().customers().read(ADA).profile();
    assertTrue(profile != null && !profile.consentsTo("email"));
  }

  @Test
  @Order(19)
  void aBounceAndAComplaintForbidMail() {
    shop.stack().invoke("BouncesFunction", text("bounces-bounced"));
    shop.stack().invoke("BouncesFunction", text("bounces-complained"));
    var forbids = shop.stores().customers().readWithMailLog(ADA).mailLogOrNone().forbids();
    assertTrue(forbids.containsAll(List.of("bounced", "complained")), forbids.toString());
  }

  @Test
  @Order(20)
  void aCustomerIsErased() {
    assertEquals(204, call("customers-erase").status());
    for (var gone : List.of("customers-get", "loyalty-get", "value-get")) {
      assertEquals(410, call(gone).status(), gone);
    }
  }

  @Test
  @Order(21)
  void pointsAreRedeemedACouponIsUsedAndARedemptionTakenBack() {
    shop.earnForMary();
    assertEquals(120, body(call("rewards-get")).path("balance").asInt());
    assertEquals(Project.count("segments"), body(call("segments-list")).path("segments").size());
    assertEquals(2, body(call("campaigns-list")).path("campaigns").size());
    assertEquals("thanks", body(call("campaigns-results")).path("campaignId").asText());
    var counted = shop.tables();
    shop.stack().invoke("CensusFunction", text("campaigns-census"));
    assertEquals(counted, shop.tables(), "nobody is held out");
    var members = body(call("segments-customers")).path("customers");
    assertEquals(List.of("mary-1780"), members.findValuesAsText("customerId"));
    isMadeOnce("redemptions-post");
    isMadeOnce("coupons-redeem");
    var second = Shop.json(Shop.sample("redemptions-post").path("body").asText()).toString();
    shop.send("POST", "/redemptions", second.replace("redeem-1", "redeem-2"));
    isMadeOnce("redemptions-cancel");
    assertEquals(70, body(call("rewards-get")).path("balance").asInt());
    isMadeOnce("coupons-release");
  }

  private void isMadeOnce(String sample) {
    assertEquals(List.of(201, 200), List.of(call(sample).status(), call(sample).status()), sample);
  }

  @Test
  @Order(22)
  void staffAdjustPoints() {
    isMadeOnce("adjustments-post");
    assertEquals(95, body(call("rewards-get")).path("balance").asInt());
  }

  @Test
  @Order(23)
  void aReviewEarnsAndAVisitDoesNot() {
    var reviewed = call("activities-post");
    assertTrue(body(reviewed).at("/review/rewarded").asBoolean(), reviewed.text());
    assertEquals(200, call("activities-post").status());
    assertEquals(201, call("activities-viewed").status());
    shop.stack().invoke("ActivitySubmittedFunction", text("activities-submitted"));
    var lines = shop.stores().history().startingWith("mary-1780", "activity#");
    assertEquals(3, lines.size(), lines.toString());
    assertEquals(120, body(call("rewards-get")).path("balance").asInt());
  }

  @Test
  @Order(24)
  void aFriendIsCountedOnceAndNotAfterHerOrderWentBack() {
    shop.bringJoan();
    assertEquals(
        "{\"customerId\":\"joan-1917\",\"code\":\"VVPWPGC483\",\"referred\":true,\"friends\":0}",
        call("referrals-get").text());
    for (int i = 0; i < 2; i++) {
      shop.stack().invoke("ReferralEventsFunction", text("referrals-bought"));
      assertEquals(1, friends());
    }
    for (int i = 0; i < 2; i++) {
      shop.stack().invoke("ReferralEventsFunction", text("referrals-returned"));
      assertEquals(0, friends());
    }
  }

  private static int friends() {
    var mary = Shop.json(shop.get("/customers/mary-1780/referral").text());
    return mary.path("friends").asInt();
  }

  @Test
  @Order(25)
  void whatFollowsOfItselfRepeatsNothing() {
    shop.stack().drain();
    assertEquals(1, shop.stack().mailbox().size());
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.stack().messages("FailuresQueue"));
    assertEquals(List.of(), shop.stack().messages("ParkedQueue"));
  }

  private static State state() {
    var mail = shop.stores().customers().readWithMailLog(ADA).mailLogOrNone().mails().get(THANKS);
    return mail == null ? State.UNKNOWN : mail.state();
  }

  private static String text(String sample) {
    return Shop.sample(sample).toString();
  }

  private static List<String> failures(String function, String sample) {
    return Shop.json(shop.stack().invoke(function, text(sample)))
        .path("batchItemFailures")
        .findValuesAsText("itemIdentifier");
  }

  private static JsonNode body(HttpAnswer answer) {
    return Shop.json(answer.text());
  }

  /** Sends an HTTP sample as the request that it was. */
  private static HttpAnswer call(String name) {
    var sample = Shop.sample(name);
    var headers = new TreeMap<String, List<String>>();
    sample
        .path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), List.of(each.getValue().asText())));
    var query = sample.path("rawQueryString").asText();
    var body = sample.path("body").asText();
    return shop.stack()
        .http(
            new HttpCall(
                sample.at("/requestContext/http/method").asText(),
                sample.path("rawPath").asText() + (query.isEmpty() ? "" : "?" + query),
                headers,
                sample.path("isBase64Encoded").asBoolean()
                    ? SdkBytes.fromByteArray(Base64.getDecoder().decode(body))
                    : SdkBytes.fromUtf8String(body)));
  }
}
