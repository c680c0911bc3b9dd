package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why from the command line: for people, for machines, and what is wrong with what is asked. */
class WhyTest {
  @TempDir static Path folder = Path.of("");
  private static Path data = Path.of("");

  @BeforeAll
  static void imported() throws IOException {
    data = folder.resolve("data");
    var text =
        "customerId,purchaseId,at,sku,quantity,unitPrice\nc1,p1,2026-01-05T10:00:00Z,mug,1,9.00\n";
    var orders = Files.writeString(folder.resolve("orders.csv"), text);
    var ran = Ran.run("import", "--orders", orders, "--format", "csv", "--data", data);
    assertEquals(0, ran.code(), ran.err());
  }

  @Test
  void machinesAndPeopleAreToldTheSame() throws IOException {
    var json = why("c1", "win-back", "--json").json();
    assertEquals("c1", json.path("customerId").asText());
    assertEquals("win-back", json.path("campaign").asText());
    assertEquals("not-in-audience", json.path("now").path("obstacle").asText());
    var said = why("c1", "win-back").out();
    assertTrue(said.contains("An entry now would not be made: not-in-audience."), said);
    assertTrue(said.contains("The customer is not in the segment at-risk:"), said);
    assertTrue(said.contains("rfm/recency: wanted [1,2], is "), said);
  }

  @Test
  void ofAnEventItIsToldThatAnImportRaisedNone() throws IOException {
    var events = why("c1", "thanks", "--json").json().path("now").path("trigger");
    assertEquals("Purchase Recorded", events.path("nearest").path("type").asText());
    var said = why("c1", "thanks").out();
    assertTrue(said.contains("no  detail/cause: wanted [\"recorded\"], is \"imported\""), said);
  }

  @Test
  void whoOrWhatIsNotThereIsNamed() {
    assertEquals("there is no customer nobody", why("nobody", "thanks").err().strip());
    assertTrue(
        why("c1", "thankz")
            .err()
            .matches("there is no campaign thankz; there are .*\\bthanks, .*win-back\\s*"));
    assertEquals(1, why("c1", "thankz").code());
    assertEquals(2, Ran.run("why", "--data", data, "--customer", "c1").code());
  }

  private static Ran why(String customer, String campaign, String... more) {
    var all = new ArrayList<Object>();
    all.addAll(List.of("why", "--customer", customer, "--campaign", campaign, "--data", data));
    all.addAll(List.of(more));
    return Ran.run(all.toArray());
  }
}
