package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nightly pass by hand. */
class RescoreTest {
  private static final int CUSTOMERS = 30;

  @TempDir Path folder;

  private static JsonNode json(Ran ran) throws IOException {
    assertEquals(0, ran.code(), ran.err());
    return ran.json();
  }

  @Test
  void itDoesWhatTheNightlyPassDoesOnceAndThenNothing() throws IOException {
    var data = folder.resolve("data");
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (int i = 0; i < CUSTOMERS; i++) {
      text.append("c%d,p%d,2026-01-05T10:00:00Z,mug,1,%d.00%n".formatted(i, i, 200 + i));
    }
    var orders = Files.writeString(folder.resolve("orders.csv"), text);
    json(Ran.run("import", "--orders", orders, "--format", "csv", "--data", data, "--json"));
    var asleep = json(Ran.run("rescore", "--data", data, "--json"));
    assertEquals(CUSTOMERS, asleep.path("customers").asInt());
    assertEquals(0, asleep.path("judged").asInt(), "the import left them at rest");
    var clone = folder.resolve("clone");
    Ran.cloned(clone, "programme/segments/big-spenders.json", "1000", "215");
    assertEquals(0, Ran.at(clone, "apply", "--data", data).code());
    try (var stack = Ran.open(data)) {
      stack.advanceTo(stack.clock().instant().plus(RulesInForce.REMEMBERED));
    }
    var first = json(Ran.run("rescore", "--data", data, "--json"));
    assertEquals(CUSTOMERS, first.path("customers").asInt());
    assertEquals(CUSTOMERS, first.path("judged").asInt(), "by the new segment nobody rests");
    assertEquals(CUSTOMERS / 2, first.path("written").asInt(), "who spent 215 or more");
    var again = json(Ran.run("rescore", "--data", data, "--json"));
    assertEquals(CUSTOMERS, again.path("customers").asInt());
    assertEquals(0, again.path("written").asInt());
    assertEquals(CUSTOMERS / 2, again.path("judged").asInt(), "who was written rests");
    assertEquals(0, Ran.run("check", "--data", data).code());
  }

  @Test
  void madeUpCustomersAreJudgedAndAFewOfThemMoveInADay() throws IOException {
    var told = json(Ran.run("rescore", "--synthetic", "4000", "--json"));
    assertEquals(4000, told.path("customers").asInt());
    assertTrue(told.path("written").asInt() > 0, told.toString());
    assertTrue(told.path("written").asInt() < 400, told.toString());
    assertTrue(told.path("perSecond").asLong() > 0, told.toString());
    assertTrue(told.path("peakHeapMb").asDouble() > 0, told.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100})
  void asManyAreJudgedAsAreDue(int percent) throws IOException {
    var told = json(Ran.run("rescore", "--synthetic", "400", "--due", percent, "--json"));
    assertEquals(400, told.path("customers").asInt());
    assertEquals(4 * percent, told.path("judged").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101", "NaN"})
  void whatIsNoPercentageIsRefused(String percent) {
    var ran = Ran.run("rescore", "--synthetic", "400", "--due=" + percent);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("a percentage from 0 to 100"), ran.err());
  }

  @Test
  void oneCustomerIsACrowdToo() throws IOException {
    var told = json(Ran.run("rescore", "--synthetic", "1", "--json"));
    assertEquals(1, told.path("customers").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "many"})
  void whatIsNoNumberOfCustomersIsRefused(String count) {
    var ran = Ran.run("rescore", "--synthetic", count);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains(count), ran.err());
  }

  @Test
  void aFolderWithoutAStackIsRefused() {
    var ran = Ran.run("rescore", "--data", folder);
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("holds no stack"), ran.err());
  }
}
