package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.programme.Activation;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments by product and by activity, through the doors and over the nights. */
class WatchedSegmentsTest {
  private static final Map<String, String> ASKED =
      Map.of(
          "owners", "{\"skus\": {\"85123*\": [{\"numeric\": [\"<=\", 20]}]}}",
          "viewers", "{\"activities\": {\"viewed sku=71053\": [{\"numeric\": [\"<=\", 10]}]}}",
          "mailed",
              "{\"mails\": {\"last30\": [{\"numeric\": [\">=\", 1]}]}, \"clicks\": {\"last90\":"
                  + " [0]}}",
          "regulars", "{\"activityDays30\": {\"viewed\": [{\"numeric\": [\">=\", 2]}]}}");

  private final Shop shop = Shop.open();
  private final Instant begin = Shop.START.plus(Duration.ofHours(1));

  @BeforeEach
  void theShopAsksForThem(@TempDir Path folder) throws Exception {
    Project.copyProgramme(folder);
    for (var each : ASKED.entrySet()) {
      Files.writeString(
          folder.resolve("segments/" + each.getKey() + ".json"),
          "{\"description\": \"of a test\", \"pattern\": " + each.getValue() + "}");
    }
    Activation.of(folder).apply(shop.stores(), new byte[32], Shop.START);
    shop.stack().advanceTo(begin);
    shop.putCustomer("ada", true);
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.check().findings());
    assertEquals(List.of(), shop.stack().failures());
    shop.close();
  }

  private void view(String id, Instant at, int status) {
    var body =
        """
        {"activityId": "%s", "customerId": "ada", "type": "viewed", "at": "%s",
         "properties": {"sku": "71053", "note": "for my aunt"}}
        """
            .formatted(id, at);
    var answer = shop.send("POST", "/activities", body);
    assertEquals(status, answer.status(), answer.text());
  }

  /** Those by product and by activity. */
  private List<String> segments() {
    return all().stream().filter(each -> !each.equals("mailed")).toList();
  }

  private List<String> all() {
    return Shop.json(shop.get("/customers/ada/loyalty").text())
        .path("segments")
        .valueStream()
        .map(each -> each.asText())
        .filter(ASKED::containsKey)
        .toList();
  }

  @Test
  void whatIsBoughtAndDoneLeadsIntoThemAndTimeLeadsOut() {
    var purchase = Shop.purchase("ada", "p1", begin, "10.00");
    assertEquals(201, shop.send("POST", "/purchases", purchase).status());
    assertEquals(List.of("owners"), segments());
    view("a1", begin, 201);
    view("a1", begin, 200);
    view("a2", begin.plusSeconds(1), 201);
    assertEquals(List.of("owners", "viewers"), segments());
    shop.stack().drain();
    var told = shop.events("Customer Active");
    assertEquals(2, told.size(), told.toString());
    assertTrue(told.toString().contains("\"segmentsEntered\":[\"viewers\"]"), told.toString());
    assertTrue(!told.toString().contains("aunt"), "free text");
    shop.stack().advanceTo(begin.plus(Duration.ofDays(1)));
    view("a3", begin.plus(Duration.ofDays(1)), 201);
    assertEquals(List.of("owners", "regulars", "viewers"), segments());
    shop.stack().advanceTo(begin.plus(Duration.ofDays(13)));
    assertEquals(List.of("owners", "regulars"), segments());
    shop.stack().advanceTo(begin.plus(Duration.ofDays(22)));
    assertEquals(List.of("regulars"), segments());
    shop.stack().advanceTo(begin.plus(Duration.ofDays(32)));
    assertEquals(List.of(), segments());
  }

  @Test
  void aMailThatIsSentLeadsIntoThemAndItsLineTellsTheMove() {
    var purchase = Shop.purchase("ada", "p1", begin, "10.00");
    assertEquals(201, shop.send("POST", "/purchases", purchase).status());
    assertEquals(List.of("owners"), all());
    shop.stack().drain();
    assertEquals(1, shop.stack().mailbox().size());
    assertEquals(List.of("mailed", "owners"), all());
    var sent = shop.stores().history().startingWith("ada", "send#");
    assertEquals(1, sent.size(), sent.toString());
    assertEquals(List.of("mailed"), sent.getFirst().changes().segmentsEntered());
  }

  @Test
  void anErasureForgetsThem() {
    view("a1", begin, 201);
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    assertTrue(!shop.tables().toString().contains("aunt"));
  }
}
