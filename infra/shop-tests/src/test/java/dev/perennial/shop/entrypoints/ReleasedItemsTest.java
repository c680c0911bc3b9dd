package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rooms.Rooms;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.storage.Items;
import dev.perennial.storage.form.Json;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every item that a release ever wrote is read, and written again as it was, byte for byte. */
class ReleasedItemsTest {
  private static final Path WRITTEN = Project.TOP.resolve("infra/releases/2026-11.items.jsonl");

  /** Kinds of event that the life below doesn't come to; StoredLinesTest has them. */
  private static final Set<String> NOT_LIVED =
      new TreeSet<>(
          Set.of(
              "came-back",
              "clicked",
              "click-seen",
              "coupon-released",
              "emitted",
              "mail-noticed",
              "merged",
              "merged-away",
              "noticed",
              "returned",
              "revised"));

  private static List<JsonNode> written() throws IOException {
    return Files.readAllLines(WRITTEN).stream().map(Shop::json).toList();
  }

  private static Map<String, AttributeValue> item(JsonNode written) {
    var item = new HashMap<String, AttributeValue>();
    for (var each : written.path("item").properties()) {
      item.put(
          each.getKey(),
          each.getValue().isNumber()
              ? AttributeValue.fromN(each.getValue().asText())
              : AttributeValue.fromS(each.getValue().asText()));
    }
    return item;
  }

  private static String body(Map<String, AttributeValue> item) {
    return item.getOrDefault("body", AttributeValue.fromS("")).s();
  }

  @Test
  void customersAreReadAndWrittenAsTheyWere() throws IOException {
    var read = 0;
    for (var each : written()) {
      if (each.path("table").asText().equals("CustomersTable")) {
        var item = item(each);
        assertEquals(List.of(item), Items.items(Items.customers(List.of(item)).getFirst()));
        read++;
      }
    }
    assertTrue(read > 20, "items: " + read);
  }

  @Test
  void linesOfNearlyEveryKindAreReadAndWrittenAsTheyWere() throws IOException {
    var kinds = new TreeSet<>(Rooms.EVENTS.keySet());
    for (var each : written()) {
      if (each.path("table").asText().equals("HistoryTable")) {
        var item = item(each);
        assertTrue(Items.intact(item), "the digest is that of the release");
        var line = Items.line(item);
        assertTrue(Items.matches(item, line));
        assertEquals(body(item), Json.writeLine(line));
        kinds.remove(Shop.json(body(item)).path("fact").path("type").asText());
      }
    }
    assertEquals(NOT_LIVED, kinds, "kinds of event of which there is no line");
  }

  @Test
  void couponsAreReadAndWrittenAsTheyWere() throws IOException {
    var coupons = new ArrayList<Coupon>();
    for (var each : written()) {
      if (each.path("item").path("kind").asText().startsWith("coupon#")) {
        var coupon = Json.read(body(item(each)), Coupon.class, Coupon::later);
        assertEquals(body(item(each)), Json.write(coupon));
        coupons.add(coupon);
      }
    }
    assertTrue(coupons.stream().anyMatch(Coupon::cancelled), "one was taken back");
  }

  /** Written once by the release itself: the life that the tests above read. */
  @Test
  @EnabledIfSystemProperty(named = "perennial.releases.write", matches = "true")
  void write() throws IOException {
    var lines = new ArrayList<String>();
    try (var release = Release.of("2026-11");
        var shop = new Shop(ClientInterceptor.NONE, release)) {
      shop.putCustomer("mary-1780", true);
      shop.earnForMary();
      shop.bringJoan();
      shop.putCustomer("grace", false);
      shop.buy("grace", "p1");
      shop.stack().drain();
      for (int seed = 1; seed <= 8; seed++) {
        var lived = new LivedCustomer(shop, "lived-" + seed, new Random(seed));
        for (int step = 0; step < 14; step++) {
          lived.step(step);
        }
      }
      shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(380)));
      shop.send("DELETE", "/customers/grace", "");
      shop.stack().drain();
      for (var table : shop.stack().template().tables().entrySet()) {
        for (var each : shop.items(table.getValue().name())) {
          var line = Shop.MAPPER.createObjectNode().put("table", table.getKey());
          var item = line.putObject("item");
          new TreeMap<>(each)
              .forEach(
                  (name, value) -> {
                    if (value.n() == null) {
                      item.put(name, value.s());
                    } else {
                      item.put(name, Long.parseLong(value.n()));
                    }
                  });
          var kind = item.path("kind").asText();
          if (kind.isEmpty() || kind.startsWith("coupon#")) {
            lines.add(line.toString());
          }
        }
      }
    }
    lines.sort(String::compareTo);
    Files.write(WRITTEN, lines);
  }
}
