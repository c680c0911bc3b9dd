package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.campaigns.Emitted;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps give and tell, by the doors that shoppers and other systems use. */
final class StepsByDoorTest {
  @TempDir Path folder;
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private void campaign(String steps) throws Exception {
    Project.copyProgramme(folder);
    Files.delete(folder.resolve("campaigns/win-back.yaml"));
    Files.writeString(
        folder.resolve("campaigns/thanks.yaml"),
        "trigger: {event: {detail-type: [Purchase Recorded]}}\nsteps:\n" + steps);
    for (var file : List.of("thanks.mjml", "thanks.txt")) {
      var template = folder.resolve("templates/" + file);
      var text = Files.readString(template);
      Files.writeString(
          template,
          file.endsWith("txt")
              ? text
                  + "{% if coupon.code %}Code {{ coupon.code }} takes {{ coupon.off }} off{% endif"
                  + " %}\n"
              : text);
    }
    shop.apply(folder, Shop.START);
  }

  @Test
  void aCouponIsInTheNextMailAndGoodAtTheTillAndStartsNothing() throws Exception {
    campaign("  - coupon: five-off\n  - email: thanks\n    expires: 3 days\n");
    shop.putCustomer("ada", true);
    assertEquals(201, shop.buy("ada", "p1").status());
    shop.stack().drain();
    var line = shop.stores().history().startingWith("ada", "ledger#redemption#").getFirst();
    var coupon = (Redeemed) line.event();
    assertEquals("five-off", coupon.rewardId());
    assertEquals(0, coupon.points());
    assertEquals(1, shop.stack().mailbox().size());
    var mail = String.valueOf(shop.stack().mailbox().list().getFirst().text());
    assertTrue(mail.contains("Code " + coupon.code() + " takes £5.00 off"), mail);
    var used =
        shop.send(
            "POST",
            "/coupons/" + coupon.code() + "/redeem",
            "{\"customerId\": \"ada\", \"purchaseId\": \"p2\"}");
    assertEquals(201, used.status(), used.text());
  }

  @Test
  void anEventIsOnTheBusOnceHoweverOftenItsJourneyIsTakenOn() throws Exception {
    campaign("  - wait: 1 hour\n  - emit: push\n    properties: {title: Hello, badge: 2}\n");
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(2)));
    var lines = shop.stores().history().startingWith("ada", "emitted#");
    assertEquals(1, lines.size());
    var emitted = (Emitted) lines.getFirst().event();
    assertEquals("thanks", emitted.campaign());
    assertEquals("{badge=2, title=\"Hello\"}", emitted.properties().toString());
  }

  @Test
  void aSurveyIsAMailThatLinksToIt() throws Exception {
    campaign("  - survey: order\n    template: thanks\n    expires: 3 days\n");
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    assertEquals(1, shop.stack().mailbox().size());
  }

  private void told(String type, String purchaseId) {
    shop.stack()
        .putEvent(
            "perennial",
            "carrier",
            type,
            "{\"purchaseId\": \"%s\", \"customerId\": \"ada\", \"at\": \"%s\"}"
                .formatted(purchaseId, shop.stack().clock().instant()));
    shop.stack().drain();
  }

  @Test
  void aMilestoneOfTheSameOrderIsWaitedFor() throws Exception {
    Project.copyProgramme(folder);
    Files.delete(folder.resolve("campaigns/win-back.yaml"));
    Files.writeString(
        folder.resolve("campaigns/thanks.yaml"),
        """
        trigger:
          event: {detail-type: [Customer Active], detail: {activity: {type: [order-shipped]}}}
        steps:
          - await:
              event: {detail-type: [Customer Active], detail: {activity: {type: [order-delivered]}}}
              same: [purchaseId]
              for: 30 days
            came: [{points: 10}]
        """);
    shop.apply(folder, Shop.START);
    shop.putCustomer("ada", true);
    shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
    told("Order Shipped", "o-17");
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(1)));
    told("Order Delivered", "o-18");
    assertEquals(0, balance());
    told("Order Delivered", "o-17");
    told("Order Delivered", "o-17");
    assertEquals(10, balance());
  }

  private int balance() {
    return Shop.json(shop.get("/customers/ada/loyalty").text()).path("balance").asInt();
  }
}
