package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.programme.Activation;
import dev.perennial.programme.Preview;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.storage.InMemoryStores;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments by lists of customers, from the programme's files to the nights. */
class ListsTest {
  private final Shop shop = Shop.open();
  private Instant now = Shop.START.plus(Duration.ofHours(1));

  @TempDir Path folder;

  @BeforeEach
  void aListIsApplied() throws Exception {
    Project.copyProgramme(folder);
    Files.createDirectories(folder.resolve("lists"));
    Files.writeString(folder.resolve("lists/fair-2026.csv"), "customerId\nada\nbob\nnobody\n");
    segment("guests", "{\"lists\": {\"fair-2026\": [true]}}");
    segment("others", "{\"lists\": {\"fair-2026\": [false]}}");
    shop.apply(folder, now);
    shop.stack().advanceTo(now);
    for (var id : List.of("ada", "bob", "eve")) {
      shop.putCustomer(id, true);
      assertEquals(
          201,
          shop.send("POST", "/purchases", Shop.purchase(id, "p-" + id, now, "10.00")).status());
    }
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.check().findings());
    assertEquals(List.of(), shop.stack().failures());
    shop.close();
  }

  private void segment(String id, String pattern) throws Exception {
    Files.writeString(folder.resolve("segments/" + id + ".json"), "{\"pattern\": " + pattern + "}");
  }

  private List<String> segments(String customer) {
    return Shop.json(shop.get("/customers/" + customer + "/loyalty").text())
        .path("segments")
        .valueStream()
        .map(each -> each.asText())
        .filter(List.of("guests", "others")::contains)
        .toList();
  }

  @Test
  void whoIsNamedIsInItAndAllOthersAreNot() {
    assertEquals(List.of("guests"), segments("ada"));
    assertEquals(List.of("guests"), segments("bob"));
    assertEquals(List.of("others"), segments("eve"));
  }

  @Test
  void theStackKeepsNoIdOfWhoIsNoCustomer() {
    assertFalse(shop.tables().toString().contains("nobody"));
  }

  @Test
  void anotherFileHoldsAfterTheNightOnceItIsApplied() throws Exception {
    Files.writeString(folder.resolve("lists/fair-2026.csv"), "eve\n");
    var files = Activation.of(folder);
    assertFalse(files.isLast(shop.stores().programme()));
    var preview = files.preview(shop.stores(), now).orElseThrow();
    assertEquals(new Preview.Moves(1, 2), preview.segments().get("guests"));
    files.apply(shop.stores(), new byte[32], now, Duration.ZERO);
    assertTrue(files.isLast(shop.stores().programme()));
    shop.stack().startFunctionsAnew();
    now = now.plus(Duration.ofDays(1));
    shop.stack().advanceTo(now);
    assertEquals(List.of("others"), segments("ada"));
    assertEquals(List.of("guests"), segments("eve"));
  }

  @Test
  void aCampaignForAListBeginsByTheFileThatHoldsAndNotAfterTheNight() throws Exception {
    Files.writeString(folder.resolve("lists/fair-2026.csv"), "eve\n");
    Files.writeString(
        folder.resolve("campaigns/invited.yaml"),
        "trigger: {schedule: now}\nsegment: guests\nsteps: [{points: 70}]\n");
    now = now.plus(Duration.ofMinutes(30));
    shop.apply(folder, now);
    shop.stack().advanceTo(now.plus(Duration.ofMinutes(5)));
    assertEquals(List.of(0, 0, 70), List.of(balance("ada"), balance("bob"), balance("eve")));
  }

  private int balance(String customer) {
    return Shop.json(shop.get("/customers/" + customer + "/loyalty").text())
        .path("balance")
        .asInt();
  }

  @Test
  void anotherListThatNoSegmentNamesWakesNobody() throws Exception {
    Files.writeString(folder.resolve("lists/spring.csv"), "eve\n");
    var before = Activation.of(folder).programme().get(SegmentSet.SECTION).mark();
    Files.writeString(folder.resolve("lists/spring.csv"), "bob\n");
    assertEquals(before, Activation.of(folder).programme().get(SegmentSet.SECTION).mark());
    Files.writeString(folder.resolve("lists/fair-2026.csv"), "bob\n");
    assertNotEquals(before, Activation.of(folder).programme().get(SegmentSet.SECTION).mark());
  }

  @Test
  void whatAllOrNoneAreInIsRefused() throws Exception {
    for (var all : List.of("true, false", "{\"exists\": true}", "{\"exists\": false}")) {
      segment("guests", "{\"lists\": {\"fair-2026\": [" + all + "]}}");
      var fault = assertThrows(ProgrammeFault.class, () -> Activation.of(folder), all);
      assertTrue(fault.getMessage().contains("segments/guests.json:1:"), fault.getMessage());
    }
  }

  @Test
  void whoWasErasedIsNoCustomerOfAListAnyMore() throws Exception {
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    assertTrue(
        Activation.of(folder)
            .slips(shop.stores().customers())
            .contains("lists/fair-2026.csv:2: 2 of 3 ids are no customer's, the first is ada"));
  }

  @Test
  void aListOfWhichSomeIsGoneIsNotTakenForAnEmptyOne() {
    var some = new InMemoryStores();
    shop.stores().programme().after("rules", "").forEach(some::putNew);
    assertThrows(IllegalStateException.class, () -> new RulesInForce(some).at(now));
  }

  @Test
  void whoWasMergedIsInItUnderEachId() {
    var merge = shop.send("POST", "/customers/eve/merge", "{\"from\": \"bob\"}");
    assertEquals(201, merge.status(), merge.text());
    assertEquals(List.of("guests"), segments("eve"));
  }

  @Test
  void idsThatAreNoCustomersAreCounted() throws Exception {
    assertTrue(
        Activation.of(folder)
            .slips(shop.stores().customers())
            .contains("lists/fair-2026.csv:4: 1 of 3 ids are no customer's, the first is nobody"));
  }

  @Test
  void aSegmentOfAListThatIsNotThereIsRefused() throws Exception {
    segment("guests", "{\"lists\": {\"fair-2025\": [true]}}");
    var fault = assertThrows(ProgrammeFault.class, () -> Activation.of(folder));
    assertTrue(
        fault.getMessage().contains("segments/guests.json:1:")
            && fault.getMessage().contains("fair-2026"),
        fault.getMessage());
  }
}
