package dev.perennial.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.testkit.Project;
import dev.perennial.testkit.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in a segment, asked page by page. */
final class SegmentMembersTest {
  private static final List<String> CONSENTING = List.of("m0", "m2", "m4", "m6");
  private static Shop shop = Shop.open();

  @BeforeAll
  static void fill() {
    IntStream.range(0, 8).forEach(i -> shop.putCustomer("m" + i, i % 2 == 0));
    shop.putCustomer("gone", true);
    assertEquals(204, shop.send("DELETE", "/customers/gone", "").status());
    assertEquals(201, shop.buy("stranger", "p1").status());
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 1000})
  void pagesTogetherAreTheMembersOnceEach(int limit) {
    var found = new ArrayList<String>();
    var query = "?limit=" + limit;
    for (var next = query; !next.isEmpty(); ) {
      var answer = shop.get("/segments/reachable/customers" + next);
      assertEquals(200, answer.status(), answer.text());
      var page = Shop.json(answer.text());
      assertTrue(page.path("customers").size() <= limit, page.toString());
      found.addAll(page.path("customers").findValuesAsText("customerId"));
      next = page.has("next") ? query + "&cursor=" + page.path("next").asText() : "";
    }
    assertEquals(CONSENTING.size(), found.size(), found.toString());
    assertEquals(new TreeSet<>(CONSENTING), new TreeSet<>(found));
  }

  @Test
  void whoLeavesIsNoLongerAMember() {
    shop.putCustomer("fickle", true);
    assertTrue(members().contains("fickle"));
    shop.putCustomer("fickle", false);
    assertTrue(!members().contains("fickle"));
  }

  private static List<String> members() {
    var page = Shop.json(shop.get("/segments/reachable/customers").text());
    return page.path("customers").findValuesAsText("customerId");
  }

  @Test
  void aSegmentIsListedWithWhatItsFileSays() throws IOException {
    var list = Shop.json(shop.get("/segments").text()).path("segments");
    Set<String> files;
    try (var all = Files.list(Project.programme().resolve("segments"))) {
      files =
          all.map(file -> file.getFileName().toString().replace(".json", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertEquals(files, new TreeSet<>(list.findValuesAsText("segmentId")));
    assertTrue(list.findValuesAsText("description").contains("May be mailed"), list.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/segments/nobody/customers, 404, segment-unknown",
    "/segments/two%20words/customers, 400, invalid-value",
    "/segments/reachable/customers?limit=0, 400, invalid-value",
    "/segments/reachable/customers?limit=1001, 400, invalid-value",
    "/segments/reachable/customers?limit=99999999999, 400, invalid-value",
    "/segments/reachable/customers?limit=ten, 400, invalid-value",
    "/segments/reachable/customers?cursor=a%0Ab, 400, invalid-value",
  })
  void whatCannotBeAskedIsRefused(String target, int status, String type) {
    var answer = shop.get(target);
    assertEquals(status, answer.status(), answer.text());
    assertTrue(answer.text().contains("/problems/" + type), answer.text());
  }
}
