package dev.perennial.shop.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perennial.domain.programme.Programme;
import dev.perennial.programme.Activation;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.storage.InMemoryStores;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a version of the programme takes effect. */
class VersionsTest {
  private static final Instant APPLIED = Instant.parse("2026-01-26T12:00:00Z");
  private static final byte[] SECRET = new byte[32];

  @Test
  void aVersionTakesEffectForAllAtOneInstantHoweverLongEachHasBeenWarm(@TempDir Path folder)
      throws Exception {
    var store = new InMemoryStores();
    var stores = new Stores(store, store, store, store);
    Activation.of(Project.programme()).apply(stores, SECRET, APPLIED.minusSeconds(9_000));
    var longWarm = new RulesInForce(store);
    var justRead = new RulesInForce(store);
    assertEquals("000001", version(longWarm, APPLIED.minusSeconds(599)));
    assertEquals("000001", version(justRead, APPLIED));
    Activation.of(changed(folder)).apply(stores, SECRET, APPLIED);
    var fresh = new RulesInForce(store);
    for (var each : List.of(longWarm, justRead, fresh)) {
      assertEquals("000001", version(each, APPLIED.plusMillis(599_999)));
      assertEquals("000002", version(each, APPLIED.plusSeconds(600)));
    }
  }

  @Test
  void whatIsAnnouncedIsKnownBeforeItTakesEffectHoweverLongEachHasBeenWarm(@TempDir Path folder)
      throws Exception {
    var store = new InMemoryStores();
    var stores = new Stores(store, store, store, store);
    assertEquals(List.of(), new RulesInForce(store).fromOn(APPLIED).stream().toList());
    Activation.of(Project.programme()).apply(stores, SECRET, APPLIED.minusSeconds(9_000));
    var justRead = new RulesInForce(store);
    assertEquals(List.of("000001"), versions(justRead, APPLIED));
    Activation.of(changed(folder)).apply(stores, SECRET, APPLIED);
    var fresh = new RulesInForce(store);
    assertEquals(List.of("000001", "000002"), versions(fresh, APPLIED.plusSeconds(1)));
    assertEquals(List.of("000001", "000002"), versions(fresh, APPLIED.plusMillis(599_999)));
    for (var each : List.of(fresh, justRead)) {
      assertEquals(List.of("000002"), versions(each, APPLIED.plusSeconds(600)));
    }
  }

  @Test
  void whatHeldOnlyBeforeIsNotReadForWhatBeginsSince(@TempDir Path folder) throws Exception {
    var store = new InMemoryStores();
    var stores = new Stores(store, store, store, store);
    // nobody could read it: whoever tries fails
    new RulesLog(store)
        .put(
            "000001",
            RulesLog.Kind.PROGRAMME,
            "{\"effectiveFrom\":\"2026-01-01T00:00:00Z\",\"files\":{}}");
    Activation.of(Project.programme()).apply(stores, SECRET, APPLIED.minus(Duration.ofDays(9)));
    Activation.of(changed(folder)).apply(stores, SECRET, APPLIED);
    var rules = new RulesInForce(store);
    var tuesday = Instant.parse("2026-01-20T10:00:00Z");
    var since = APPLIED.minus(Duration.ofDays(7));
    assertEquals(
        Map.of(tuesday, Set.of("win-back")),
        rules.timetable(since, APPLIED).between(since, APPLIED));
    var longAgo = APPLIED.minus(Duration.ofDays(20));
    assertThrows(IllegalStateException.class, () -> rules.timetable(longAgo, APPLIED));
  }

  /** Six days of steps, and two weeks for what comes late. */
  @Test
  void whatFinishingJourneysAwaitIsListenedForAsLongAsOneMayBeUnderWay(@TempDir Path folder)
      throws Exception {
    var store = new InMemoryStores();
    var stores = new Stores(store, store, store, store);
    Project.copyProgramme(folder);
    var file = folder.resolve("campaigns/awaits.yaml");
    Files.writeString(
        file,
        """
        trigger: {event: {detail-type: [Customer Created]}}
        versions: finish
        steps:
          - await: {event: {detail-type: [Referral Completed]}, for: 5 days}
          - wait: 1 day
        """);
    Activation.of(folder).apply(stores, SECRET, APPLIED.minusSeconds(9_000));
    var moving = Files.readString(file).replace("finish", "move");
    var rules = new RulesInForce(store);
    assertEquals(Set.of(), rules.finishing(APPLIED).awaited(), "the one in force listens itself");
    Files.delete(file);
    Activation.of(folder).apply(stores, SECRET, APPLIED);
    var ended = APPLIED.plusSeconds(600);
    for (var each : List.of(rules, new RulesInForce(store))) {
      assertEquals(Set.of(), each.finishing(ended.minusMillis(1)).awaited());
      assertEquals(
          Set.of("{\"detail-type\":[\"Referral Completed\"]}"), each.finishing(ended).awaited());
      assertEquals(
          1, each.finishing(ended.plus(Duration.ofDays(20).minusMillis(1))).awaited().size());
      var remembered = ended.plus(Duration.ofDays(20)).plus(RulesInForce.REMEMBERED);
      assertEquals(Set.of(), each.finishing(remembered).awaited());
    }
    Files.writeString(file, moving);
    Activation.of(folder).apply(stores, SECRET, ended);
    Files.delete(file);
    Activation.of(folder).apply(stores, SECRET, ended.plusSeconds(1_000));
    var later = ended.plus(Duration.ofDays(20));
    assertEquals(Set.of(), new RulesInForce(store).finishing(later).awaited(), "who moves is over");
  }

  private static List<String> versions(RulesInForce rules, Instant now) {
    return rules.fromOn(now).stream().map(Programme::version).toList();
  }

  private static String version(RulesInForce rules, Instant now) {
    return rules.at(now).programme().version();
  }

  private static Path changed(Path folder) throws Exception {
    Project.copyProgramme(folder);
    var loyalty = folder.resolve("loyalty.yaml");
    Files.writeString(
        loyalty, Files.readString(loyalty).replace("pendingDays: 14", "pendingDays: 7"));
    return folder;
  }
}
