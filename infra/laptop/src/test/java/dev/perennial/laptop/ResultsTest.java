package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code results} as it is called. */
class ResultsTest {
  @TempDir Path folder;
  private Path data = Path.of("");

  @BeforeEach
  void aFolderWhoseProgrammeHoldsOut() throws IOException {
    data = folder.resolve("data");
    var orders =
        Files.writeString(
            folder.resolve("orders.csv"),
            """
            customerId,purchaseId,at,sku,quantity,unitPrice
            a,p1,2026-01-05T23:30:00Z,mug,1,2.50
            """);
    assertEquals(
        0, Ran.run("import", "--orders", orders, "--format", "csv", "--data", data).code());
    var home =
        Ran.cloned(
            folder.resolve("other"),
            "programme/campaigns/thanks.yaml",
            "    expires: 3 days",
            "    expires: 3 days\nholdout: 10\n");
    var programme = home.resolve("programme");
    assertEquals(0, Ran.run("apply", "--programme", programme, "--data", data).code());
  }

  private Ran results(Object... more) {
    var all = new ArrayList<Object>(List.of("results", "--data", data));
    all.addAll(List.of(more));
    return Ran.run(all.toArray());
  }

  @Test
  void beforeTheFirstCensusItSaysSo() throws IOException {
    var ran = results("thanks");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("Nothing was measured yet"), ran.out());
    var json = results("thanks", "--json").json();
    for (var each :
        List.of(
            "arms", "uplift", "minimumDetectableEffect", "varianceReduction", "looks", "profit")) {
      assertTrue(json.has(each), each);
    }
  }

  @Test
  void afterItItTellsWhatWasFound() throws IOException {
    try (var stack = Ran.open(data)) {
      stack.invoke("CensusFunction", "{\"tick\":\"census\",\"at\":\"2026-02-03T03:30:00Z\"}");
    }
    var ran = results("thanks");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("Nobody entered yet."), ran.out());
    assertEquals("2026-02-03", results("thanks", "--json").json().path("measuredOn").asText());
  }

  @Test
  void whatIsNoCampaignIsRefusedWithThoseThereAre() {
    var ran = results("thnaks");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("there is no campaign thnaks; there are"), ran.err());
    assertTrue(ran.err().contains("thanks"), ran.err());
    assertEquals(2, Ran.run("results", "thanks").code(), "of which shop");
    assertEquals(2, results().code());
  }
}
