package dev.perennial.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.programme.Activation;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Shop;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From entries to what a campaign brought, through the doors. */
class CampaignResultsTest {
  private static final int CUSTOMERS = 100;

  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    shop.close();
  }

  private void apply(Path folder, String thanks, String ofShop) throws Exception {
    Project.copyProgramme(folder);
    var campaign = folder.resolve("campaigns/thanks.yaml");
    var withCoupon =
        Files.readString(campaign).replace("steps:\n", "steps:\n  - coupon: five-off\n");
    Files.writeString(campaign, withCoupon + "\n" + thanks + "\n");
    var file = folder.resolve("shop.yaml");
    var others = Files.readString(file).replaceAll("(?m)^(margin|costPer1000Mails):.*$", "");
    Files.writeString(file, others + "\n" + ofShop + "\n");
    Activation.of(folder).apply(shop.stores(), new byte[32], Shop.START, Duration.ZERO);
    shop.stack().startFunctionsAnew();
  }

  private void census(Duration later) {
    var tick = Shop.sample("campaigns-census").put("at", Shop.START.plus(later).toString());
    shop.stack().invoke("CensusFunction", tick.toString());
  }

  private JsonNode results() {
    return Shop.json(shop.get("/campaigns/thanks/results").text());
  }

  private boolean isTreated(String customer) {
    var log = shop.stores().customers().readWithMailLog(customer).mailLogOrNone();
    var assigned = log.assigned().get("thanks");
    return assigned != null && assigned.arm().equals(Assignment.TREATED);
  }

  /** All buy for 10 pounds and are in the test by it; on the next day the treated buy for 20. */
  private long live() {
    for (int i = 0; i < CUSTOMERS; i++) {
      shop.putCustomer("c" + i, true);
      shop.buy("c" + i, "p" + i);
    }
    shop.stack().drain();
    var tomorrow = Shop.START.plus(Duration.ofDays(1));
    shop.stack().advanceTo(tomorrow);
    long treated = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
      if (isTreated("c" + i)) {
        treated++;
        var price = "20." + (10 + i % 7);
        shop.send("POST", "/purchases", Shop.purchase("c" + i, "q" + i, tomorrow, price));
      }
    }
    shop.stack().drain();
    return treated;
  }

  @Test
  void whatTheTreatedBoughtMoreIsToldOnceTheirWindowsAreOver(@TempDir Path folder)
      throws Exception {
    apply(
        folder,
        "holdout: 50\ntest: {window: 7 days, weeks: 1}",
        "margin: 40\ncostPer1000Mails: 1.00");
    assertTrue(results().path("says").toString().contains("Nothing was measured yet"));
    var treated = live();
    assertEquals(treated, shop.stack().mailbox().size(), "who is held out gets no mail");
    census(Duration.ofDays(8));
    assertTrue(results().path("uplift").isNull(), "of the week's last day windows may go on");
    assertFalse(results().at("/test/over").asBoolean());
    census(Duration.ofDays(15));
    var told = results();
    assertTrue(told.at("/test/over").asBoolean(), told.toString());
    assertEquals(List.of("held-out", "treated"), told.path("arms").findValuesAsText("arm"));
    assertEquals(treated, told.at("/arms/1/customers").asLong());
    assertEquals(treated, told.at("/arms/1/conversions").asLong());
    assertEquals(0, told.at("/arms/0/conversions").asLong());
    var uplift = new BigDecimal(told.at("/uplift/revenuePerCustomer").asText());
    assertEquals(20.13, uplift.doubleValue(), .03);
    assertTrue(told.at("/uplift/shown").asBoolean());
    var rate = told.at("/uplift/conversionRate");
    assertEquals(1, rate.path("estimate").asDouble(), "all of the treated buy, and nobody else");
    assertTrue(rate.path("low").asDouble() > .8 && rate.path("shown").asBoolean(), rate.toString());
    assertEquals(1, rate.path("high").asDouble());
    var says = told.path("says").toString();
    assertTrue(says.contains("of 100 customers 100.00 more buy, from "), says);
    var sending = new BigDecimal(told.at("/profit/costs/sending").asText()).doubleValue();
    assertEquals(treated * .001, sending, .006);
    var profit = new BigDecimal(told.at("/profit/estimate").asText()).doubleValue();
    assertEquals(treated * uplift.doubleValue() * .4 - sending, profit, .02);
    var listed = Shop.json(shop.get("/campaigns").text()).path("campaigns");
    assertEquals(told, listed.get(0).path("results"));
    assertEquals(0, listed.get(0).path("underWay").asLong());
  }

  /** Five pounds off are two of margin, which revenue shows, and three that it doesn't. */
  @Test
  void aCouponThatWasUsedCostsWhatRevenueDoesNotShow(@TempDir Path folder) throws Exception {
    apply(folder, "holdout: 50\ntest: {window: 7 days, weeks: 1}", "margin: 40");
    live();
    var tomorrow = Shop.START.plus(Duration.ofDays(1));
    var used = 0;
    for (int i = 0; i < CUSTOMERS && used < 7; i++) {
      for (var line : shop.stores().history().startingWith("c" + i, "ledger#redemption#")) {
        var coupon = "\"couponCode\": \"" + ((Redeemed) line.event()).code() + "\", \"lines\"";
        var order = Shop.purchase("c" + i, "r" + i, tomorrow, "50.00");
        var answer = shop.send("POST", "/purchases", order.replace("\"lines\"", coupon));
        assertTrue(Shop.json(answer.text()).at("/coupon/used").asBoolean(), answer.text());
        used++;
      }
    }
    assertEquals(7, used);
    shop.stack().drain();
    census(Duration.ofDays(15));
    var profit = results().path("profit");
    assertEquals("21.00", profit.at("/costs/coupons").asText());
    var uplift = new BigDecimal(results().at("/uplift/revenuePerCustomer").asText()).doubleValue();
    var treated = results().at("/arms/1/customers").asLong();
    var estimate = new BigDecimal(profit.path("estimate").asText()).doubleValue();
    assertEquals(treated * uplift * .4 - 21, estimate, .02);
  }

  @Test
  void aCensusThatComesAgainChangesNothing(@TempDir Path folder) throws Exception {
    apply(folder, "holdout: 50\ntest: {window: 7 days, weeks: 1}", "");
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    census(Duration.ofDays(1));
    var before = shop.tables();
    census(Duration.ofDays(1));
    assertEquals(before, shop.tables());
    assertEquals("2026-03-03", results().path("measuredOn").asText());
  }

  @Test
  void whereNobodyIsHeldOutNothingIsReadAndTheAnswerSaysSo() {
    census(Duration.ofDays(8));
    assertEquals(200, shop.get("/campaigns/thanks/results").status());
    assertTrue(results().path("says").get(0).asText().contains("nobody is held out"));
    assertEquals(404, shop.get("/campaigns/no-such/results").status());
  }
}
