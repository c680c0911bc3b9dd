package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns that begin by themselves, from the files of a programme to what customers have. */
final class ScheduledByDoorTest {
  private static final String GIFT = "steps: [{points: 10}]\n";

  @TempDir Path folder;
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private void campaign(String trigger) throws Exception {
    if (!Files.exists(folder.resolve("shop.yaml"))) {
      Project.copyProgramme(folder);
      for (var own : List.of("thanks", "win-back")) {
        Files.delete(folder.resolve("campaigns/" + own + ".yaml"));
      }
    }
    Files.writeString(
        folder.resolve("campaigns/tried.yaml"), "trigger: {" + trigger + "}\n" + GIFT);
    var now = shop.stack().clock().instant();
    shop.apply(folder, now);
  }

  private int gifts() {
    var loyalty = Shop.json(shop.get("/customers/ada/loyalty").text());
    return loyalty.path("balance").asInt() / 10;
  }

  private int giftsAfter(Duration time) {
    shop.stack().advanceTo(Shop.START.plus(time));
    return gifts();
  }

  private long ticks() {
    return shop.stack().counts().invocations().getOrDefault("AudiencePlannerFunction", 0L);
  }

  @Test
  void aScheduleBeginsAtItsTimeAndTicksWithoutOneArePassedOver() throws Exception {
    campaign("schedule: {weekday: friday, hour: 10}, every: 7 days");
    shop.putCustomer("ada", true);
    assertEquals(0, giftsAfter(Duration.ofDays(4)));
    assertEquals(1, giftsAfter(Duration.ofHours(97)));
    assertEquals(2, giftsAfter(Duration.ofDays(11 + 1)));
    assertEquals(3, giftsAfter(Duration.ofDays(18 + 1)));
    assertTrue(ticks() < 50, ticks() + " of 5,472 ticks");
  }

  @Test
  void whatComesOnceComesOnceThoughTheFileIsAppliedAgain() throws Exception {
    shop.putCustomer("ada", true);
    campaign("schedule: now");
    assertEquals(1, giftsAfter(Duration.ofMinutes(5)));
    campaign("schedule: now, atMost: 3");
    assertEquals(1, giftsAfter(Duration.ofDays(3)));
    campaign("schedule: {date: 2026-03-09, hour: 10}");
    assertEquals(1, giftsAfter(Duration.ofDays(7)));
    assertEquals(2, giftsAfter(Duration.ofDays(8)));
    campaign("schedule: now");
    assertEquals(2, giftsAfter(Duration.ofDays(9)), "nobody enters twice under one id");
  }

  @Test
  void missedTicksAreCaughtUpInOrderAndOneThatComesAgainOrLateDoesNothing() throws Exception {
    campaign("schedule: {hour: 12}, every: 1 day");
    shop.putCustomer("ada", true);
    assertEquals(0, giftsAfter(Duration.ofHours(1)));
    var thirdDay = Shop.START.plus(Duration.ofDays(3));
    for (var at : List.of(thirdDay, thirdDay, thirdDay.minus(Duration.ofDays(1)))) {
      shop.stack()
          .invoke(
              "AudiencePlannerFunction", "{\"tick\": \"scheduled\", \"at\": \"%s\"}".formatted(at));
      shop.stack().drain();
      assertEquals(3, gifts());
    }
    assertEquals(3, giftsAfter(Duration.ofHours(74)));
    assertEquals(4, giftsAfter(Duration.ofHours(75)));
  }

  @Test
  void aFirstTickBeginsNothingOfBefore() throws Exception {
    campaign("schedule: {weekday: friday, hour: 10}, every: 7 days");
    shop.putCustomer("ada", true);
    assertEquals(0, giftsAfter(Duration.ofHours(90)), "last Friday's was before this shop was");
  }

  @Test
  void byTheCustomersClockEachBeginsWhenItIsTimeThere() throws Exception {
    campaign("schedule: {weekday: friday, hour: 10, zone: customer}, every: 7 days");
    var profile = (ObjectNode) Shop.json(Shop.profile("ada", true));
    profile.put("zone", "America/Los_Angeles");
    assertEquals(201, shop.send("PUT", "/customers/ada", profile.toString()).status());
    var tenThere = Duration.between(Shop.START, Instant.parse("2026-03-06T18:00:00Z"));
    assertEquals(0, giftsAfter(tenThere.minusMinutes(1)));
    assertEquals(1, giftsAfter(tenThere.plusMinutes(1)));
  }
}
