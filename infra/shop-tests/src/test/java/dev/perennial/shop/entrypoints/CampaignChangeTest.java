package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.programme.Activation;
import dev.perennial.programme.CampaignChange;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What apply tells of a campaign whose file is another while customers are on their way. */
class CampaignChangeTest {
  private static final String FILE =
      """
      trigger: {event: {detail-type: [Purchase Recorded]}}
      steps:
        - wait: 3 days
        - if: {orders: {count: [{numeric: [">", 1]}]}}
          then: [{wait: 2 days}, {email: thanks, expires: 3 days}]
      """;

  /**
   * What the file says while they enter, and then; on which version they finish, and how many end.
   */
  @ParameterizedTest(name = "{0} and then {1}: {2} finish, {3} are stranded")
  @CsvSource({
    "finish, finish, 2, 0",
    "finish, gone,   2, 0",
    "finish, move,   0, 2",
    "move,   finish, 0, 2",
  })
  void thoseWhoFinishAreCountedByTheirVersionAndAreNeverStranded(
      String before, String after, long finish, long stranded, @TempDir Path folder)
      throws Exception {
    try (var shop = Shop.open()) {
      Project.copyProgramme(folder);
      var file = folder.resolve("campaigns/later.yaml");
      Files.writeString(file, saying(before, "[{points: 1}, {wait: 3 days}]"));
      shop.apply(folder, Shop.START);
      for (var customer : List.of("ada", "bob")) {
        shop.putCustomer(customer, true);
        var body = Shop.purchase(customer, "p-" + customer, Shop.START, "10.00");
        assertEquals(201, shop.send("POST", "/purchases", body).status());
      }
      shop.stack().drain();
      if (after.equals("gone")) {
        Files.delete(file);
      } else {
        Files.writeString(file, saying(after, "[{end: true}]"));
      }
      var changes = Activation.of(folder).preview(shop.stores(), Shop.START).orElseThrow();
      var change = Objects.requireNonNull(changes.campaigns().get("later"));
      assertEquals(2, change.underWay());
      assertEquals(finish == 0 ? Map.of() : Map.of("000002", finish), change.finishing());
      assertEquals(stranded == 0 ? Map.of() : Map.of("1", stranded), change.stranded());
    }
  }

  @Test
  void whoWaitedWhileAFileTookAllAlongIsNotSaidToFinish(@TempDir Path folder) throws Exception {
    try (var shop = Shop.open()) {
      Project.copyProgramme(folder);
      var file = folder.resolve("campaigns/later.yaml");
      Files.writeString(file, saying("finish", "[{points: 1}, {wait: 3 days}]"));
      shop.apply(folder, Shop.START);
      shop.putCustomer("ada", true);
      assertEquals(201, shop.buy("ada", "p1").status());
      shop.stack().drain();
      Files.writeString(file, saying("move", "[{points: 1}, {wait: 4 days}]"));
      Activation.of(folder).apply(shop.stores(), new byte[32], Shop.START, Duration.ZERO);
      Files.writeString(file, saying("finish", "[{end: true}]"));
      var changes = Activation.of(folder).preview(shop.stores(), Shop.START).orElseThrow();
      var change = Objects.requireNonNull(changes.campaigns().get("later"));
      assertEquals(Map.of(), change.finishing());
      assertEquals(Map.of("1", 1L), change.stranded());
    }
  }

  private static String saying(String versions, String steps) {
    return "trigger: {event: {detail-type: [Purchase Recorded]}}\nversions: %s\nsteps: %s\n"
        .formatted(versions, steps);
  }

  @Test
  void thoseWhoWaitWhereAStepIsGoneAreCountedByTheirPlace(@TempDir Path folder) throws Exception {
    try (var shop = Shop.open()) {
      Project.copyProgramme(folder);
      var file = folder.resolve("campaigns/later.yaml");
      Files.writeString(file, FILE);
      Instant now = Shop.START.plus(Duration.ofHours(1));
      shop.apply(folder, now);
      shop.stack().advanceTo(now);
      for (var id : new String[] {"p1", "p2"}) {
        var customer = id.equals("p1") ? "ada" : "bob";
        shop.putCustomer(customer, true);
        shop.send("POST", "/purchases", Shop.purchase(customer, id, now, "10.00"));
      }
      shop.send("POST", "/purchases", Shop.purchase("bob", "p3", now, "10.00"));
      shop.stack().advanceTo(now.plus(Duration.ofDays(4)));
      shop.putCustomer("eve", true);
      var later = now.plus(Duration.ofDays(4));
      shop.send("POST", "/purchases", Shop.purchase("eve", "p4", later, "10.00"));
      shop.stack().drain();
      Files.writeString(file, FILE.replace("[{wait: 2 days}, ", "[").replace("- wait: 3 days", ""));
      assertEquals(
          new CampaignChange(3, 0, 2, new TreeMap<>(Map.of("1.then.0", 1L)), new TreeMap<>()),
          Activation.of(folder)
              .preview(shop.stores(), later)
              .orElseThrow()
              .campaigns()
              .get("later"));
      Files.delete(file);
      assertEquals(
          new CampaignChange(
              0, 0, 2, new TreeMap<>(Map.of("0", 1L, "1.then.0", 1L)), new TreeMap<>()),
          Activation.of(folder)
              .preview(shop.stores(), later)
              .orElseThrow()
              .campaigns()
              .get("later"));
    }
  }
}
