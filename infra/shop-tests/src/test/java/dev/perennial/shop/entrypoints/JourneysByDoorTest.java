package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.programme.Activation;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns of several steps, from the files of a programme to the mails in the inbox. */
final class JourneysByDoorTest {
  private static final String ORDERS = "trigger: {event: {detail-type: [Purchase Recorded]}}\n";

  @TempDir Path folder;
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  /** Has the shop's programme but for one campaign instead of its own. */
  private void campaign(String text) throws Exception {
    Project.copyProgramme(folder);
    for (var own : List.of("thanks", "win-back")) {
      Files.delete(folder.resolve("campaigns/" + own + ".yaml"));
    }
    Files.writeString(folder.resolve("campaigns/tried.yaml"), text);
    shop.apply(folder, Shop.START);
  }

  private MailLog mailLog() {
    return shop.stores().customers().readWithMailLog("ada").mailLogOrNone();
  }

  private List<String> mails() {
    return List.copyOf(mailLog().mails().keySet());
  }

  private void buy(String purchaseId) {
    assertEquals(201, shop.buy("ada", purchaseId).status());
    shop.stack().drain();
  }

  @Test
  void stepsFollowEachOtherByTheClockAndMinutesInWhichNothingIsDueArePassedOver() throws Exception {
    campaign(
        ORDERS
            + """
            steps:
              - email: thanks
                expires: 3 days
              - wait: 10 days
              - email: win-back
                expires: 3 days
            """);
    shop.putCustomer("ada", true);
    buy("p1");
    assertEquals(List.of("tried#ledger#purchase#p1#0"), mails());
    assertEquals(1, shop.stack().mailbox().size());
    var due = mailLog().due();
    assertEquals(Shop.START.plus(Duration.ofDays(10)), due);
    var before = shop.stack().counts().invocations().getOrDefault("JourneyPlannerFunction", 0L);
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(9)));
    assertEquals(1, shop.stack().mailbox().size());
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(11)));
    assertEquals(2, shop.stack().mailbox().size());
    assertEquals(List.of("tried#ledger#purchase#p1#0", "tried#ledger#purchase#p1#2"), mails());
    var ticks =
        shop.stack().counts().invocations().getOrDefault("JourneyPlannerFunction", 0L) - before;
    assertTrue(ticks < 20, ticks + " of 15,840 minutes");
    assertEquals(Map.of(), mailLog().journeys(), "the mails are memory enough");
  }

  @Test
  void whoBuysAgainLeavesAndWhoIsErasedIsForgotten() throws Exception {
    campaign(
        ORDERS
            + """
            exit: {event: {detail-type: [Purchase Refunded]}}
            steps:
              - wait: 10 days
              - email: thanks
                expires: 3 days
            """);
    shop.putCustomer("ada", true);
    buy("p1");
    assertEquals(1, mailLog().journeys().size());
    shop.send(
        "POST",
        "/refunds",
        "{\"refundId\": \"r1\", \"purchaseId\": \"p1\", \"customerId\": \"ada\", \"at\": \"%s\", \"all\": true}"
            .formatted(shop.stack().clock().instant()));
    shop.stack().drain();
    assertEquals(
        List.of("exit"), mailLog().journeys().values().stream().map(Journey::reason).toList());
    buy("p2");
    assertEquals(2, mailLog().journeys().size());
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    assertEquals(Map.of(), mailLog().journeys());
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(20)));
    assertEquals(0, shop.stack().mailbox().size());
  }

  @Test
  void pointsAreInTheLedgerOnceAndAMailMeetsConsentWhenItsTurnComes() throws Exception {
    campaign(
        ORDERS
            + """
            steps:
              - points: 250
              - wait: 2 days
              - email: thanks
                expires: 3 days
            """);
    shop.putCustomer("ada", true);
    buy("p1");
    var loyalty = Shop.json(shop.get("/customers/ada/loyalty").text());
    assertEquals(250, loyalty.path("balance").asInt());
    shop.putCustomer("ada", false);
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(5)));
    assertEquals(List.of(), mails());
    assertEquals(0, shop.stack().mailbox().size());
    assertEquals(
        List.of("ended"), mailLog().journeys().values().stream().map(Journey::reason).toList());
  }

  @Test
  void aTickThatComesAgainOrLateDoesNothingTwice() throws Exception {
    campaign(
        ORDERS
            + """
            steps:
              - wait: 2 hours
              - email: thanks
                expires: 3 days
            """);
    shop.putCustomer("ada", true);
    buy("p1");
    shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(5)));
    assertEquals(1, shop.stack().mailbox().size());
    var before = shop.tables();
    for (int i = 0; i < 3; i++) {
      shop.stack().invoke("JourneyPlannerFunction", Shop.sample("campaigns-minutely").toString());
      shop.queue("JourneyPlannerFunction", "JOURNEY_QUEUE_URL")
          .send(List.of("{\"customers\": [\"ada\"]}"));
      shop.stack().drain();
    }
    assertEquals(before, shop.tables());
    assertEquals(1, shop.stack().mailbox().size());
  }

  @Test
  void aCampaignThatIsTakenAwayEndsForThoseWhoWait() throws Exception {
    campaign(ORDERS + "steps: [{wait: 2 days}, {email: thanks, expires: 3 days}]\n");
    shop.putCustomer("ada", true);
    buy("p1");
    Files.delete(folder.resolve("campaigns/tried.yaml"));
    Activation.of(folder).apply(shop.stores(), new byte[32], Shop.START.plus(Duration.ofDays(1)));
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(3)));
    assertEquals(
        List.of("campaign-removed"),
        mailLog().journeys().values().stream().map(Journey::reason).toList());
    assertEquals(0, shop.stack().mailbox().size());
  }
}
