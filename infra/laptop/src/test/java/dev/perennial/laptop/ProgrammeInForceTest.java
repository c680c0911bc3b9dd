package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which programme holds in a folder of data. */
class ProgrammeInForceTest {
  @TempDir Path folder;
  private Path data = Path.of("");
  private Path orders = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void aFolderWithAnOrder() throws IOException {
    data = folder.resolve("data");
    orders =
        Files.writeString(
            folder.resolve("orders.csv"),
            """
            customerId,purchaseId,at,sku,quantity,unitPrice
            a,p1,2026-01-05T23:30:00Z,mug,1,2.50
            """);
    home = Ran.cloned(folder.resolve("home"), "programme/shop.yaml", "zone:", "zone:");
    assertEquals(0, load("import").code());
  }

  private Ran load(String command) {
    return Ran.at(home, command, "--orders", orders, "--format", "csv", "--data", data, "--json");
  }

  private Ran apply(Path home) {
    return Ran.run("apply", "--programme", home.resolve("programme"), "--data", data, "--json");
  }

  @Test
  void aFolderKeepsTheProgrammeThatWasAppliedToIt() throws IOException {
    var other =
        Ran.cloned(folder.resolve("other"), "programme/loyalty.yaml", "rate: 1 ", "rate: 3 ");
    assertTrue(apply(other).json().path("changed").asBoolean());
    for (var command : List.of("import", "replay")) {
      assertEquals(0, load(command).code(), command);
      var again = apply(other);
      assertEquals("{\"version\":\"000002\",\"changed\":false}", again.out().strip(), command);
    }
  }

  @Test
  void whoChangesIsShownBeforeAnythingIsWritten() throws IOException {
    var other =
        Ran.cloned(
            folder.resolve("other"),
            "programme/loyalty.yaml",
            "silver, from: 1000",
            "silver, from: 2");
    var files = other.resolve("programme");
    var dry = Ran.run("apply", "--programme", files, "--data", data, "--dry-run");
    assertEquals(
        List.of(
            "changed: loyalty.yaml",
            "loyalty/tiers/levels/1/from: 1000 -> 2",
            "1 of 1 customers change their tier",
            "tier member -> silver: 1",
            "nothing is written"),
        dry.out().lines().toList());
    var again =
        Ran.run("apply", "--programme", files, "--data", data, "--dry-run", "--json").json();
    assertTrue(again.path("changed").asBoolean(), "the first run wrote nothing");
    var applied = apply(other).json();
    assertEquals("000002", applied.path("version").asText());
    assertEquals(again.path("preview"), applied.path("preview"));
    assertEquals(
        new JsonMapper()
            .readTree(
                "{\"customers\":1,\"files\":{\"added\":[],\"changed\":[\"loyalty.yaml\"],\"removed\":[]},"
                    + "\"campaigns\":{},\"tierChanges\":1,\"tiers\":[{\"from\":\"member\",\"to\":\"silver\","
                    + "\"customers\":1}],\"segments\":{},\"rules\":[{\"path\":"
                    + "\"loyalty/tiers/levels/1/from\",\"from\":\"1000\",\"to\":\"2\"}]}"),
        applied.path("preview"));
    assertTrue(apply(other).json().path("preview").isMissingNode());
  }

  @Test
  void whoEntersAndLeavesASegmentIsCounted() throws IOException {
    var other = Ran.cloned(folder.resolve("other"), "programme/segments/abroad.json", "GB", "FR");
    Ran.run("apply", "--programme", other.resolve("programme"), "--data", data);
    var pattern =
        "{\"description\": \"x\", \"pattern\": {\"orders\": {\"count\": [{\"numeric\": [\">=\","
            + " 1]}]}}}";
    Files.writeString(other.resolve("programme/segments/bought.json"), pattern);
    var shown = apply(other).json().at("/preview/segments/bought");
    assertEquals("{\"entered\":1,\"left\":0}", shown.toString());
    Files.delete(other.resolve("programme/segments/bought.json"));
    shown = apply(other).json().at("/preview/segments/bought");
    assertEquals("{\"entered\":0,\"left\":1}", shown.toString());
  }

  @Test
  void aCampaignThatReachesMoreThanTheShareWantsAYes() throws IOException {
    var customers =
        Files.writeString(
            folder.resolve("customers.csv"),
            """
            customerId,email,consent,consentAt,consentSource
            a,a@example.com,true,2026-01-01T00:00:00Z,till
            """);
    var put = Ran.run("import-customers", customers, "--data", data);
    assertEquals(0, put.code(), put.err());
    var other =
        Ran.cloned(
            folder.resolve("other"), "programme/campaigns/win-back.yaml", "segment: at-risk", "");
    var files = other.resolve("programme");
    Files.delete(files.resolve("campaigns/thanks.yaml"));
    var ran = Ran.run("apply", "--programme", files, "--data", data);
    assertEquals(1, ran.code(), ran.out());
    assertEquals(
        "The next tick of campaign win-back would take in 1 of 1 customers, more than 25 of 100;"
            + " nothing is written without --yes, which says that it is meant",
        ran.err().strip());
    var shown = Ran.run("apply", "--programme", files, "--data", data, "--share", "100", "--json");
    assertEquals(0, shown.code(), shown.err());
    var preview = shown.json().path("preview");
    assertEquals(
        "{\"added\":[],\"changed\":[\"campaigns/win-back.yaml\"],"
            + "\"removed\":[\"campaigns/thanks.yaml\"]}",
        preview.path("files").toString());
    assertEquals(
        "{\"thanks\":{\"audience\":0,\"reached\":0,\"underWay\":0,\"stranded\":{},\"finishing\":{}},"
            + "\"win-back\":{\"audience\":1,\"reached\":1,\"underWay\":0,\"stranded\":{},\"finishing\":{}}}",
        preview.path("campaigns").toString());
    assertEquals(2, Ran.run("apply", "--data", data, "--share", "101").code());
  }

  @Test
  void zoneAndCurrencyStayOnceThereIsALedger() throws IOException {
    for (var change : List.of("zone: Asia/Tokyo", "currency: EUR")) {
      var name = change.substring(0, change.indexOf(':'));
      var before = name.equals("zone") ? "zone: Europe/London" : "currency: GBP";
      var other = Ran.cloned(folder.resolve(name), "programme/shop.yaml", before, change);
      var ran = apply(other);
      assertEquals(1, ran.code(), ran.out());
      assertEquals(1, ran.errors().size(), ran.err());
      assertTrue(
          ran.err().matches("(?s)shop.yaml:\\d+:\\d+: " + name + " must stay .*, not become .*"),
          ran.err());
      assertEquals(0, Ran.run("check", "--data", data).code());
    }
  }

  @Test
  void aNameThatIsALetterOffWhatWasSoldIsTold() throws IOException {
    var other =
        Ran.cloned(folder.resolve("other"), "programme/loyalty.yaml", "christmas: 2", "mugs: 2");
    var files = other.resolve("programme");
    var sold =
        Files.writeString(
            folder.resolve("sold.csv"),
            """
            customerId,purchaseId,at,sku,category,quantity,unitPrice
            b,p2,2026-01-05T23:30:00Z,mug,mug,1,2.50
            b,p3,2026-01-05T23:30:00Z,tea,service,1,2.50
            """);
    assertEquals(0, Ran.run("import", "--orders", sold, "--format", "csv", "--data", data).code());
    var ran = Ran.run("apply", "--programme", files, "--data", data, "--dry-run");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        "warning: loyalty.yaml:7:11: loyalty/earn/categories/mugs: nothing of the category"
            + " \"mugs\" was ever sold; did you mean \"mug\"?",
        ran.err().strip());
    var json = Ran.run("apply", "--programme", files, "--data", data, "--json").json();
    assertEquals(1, json.path("warnings").size(), json.toString());
    assertEquals("", Ran.run("apply", "--programme", files).err(), "nothing is at hand");
  }

  @Test
  void aNameIsTheSameHoweverItsAccentsAreTyped() throws IOException {
    var rules = "exclude: {categories: [the\u0301i\u0300eres]}\n  bonuses:";
    var other = Ran.cloned(folder.resolve("other"), "programme/loyalty.yaml", "bonuses:", rules);
    var sold =
        Files.writeString(
            folder.resolve("sold.csv"),
            """
            customerId,purchaseId,at,sku,category,quantity,unitPrice
            b,p2,2026-01-05T23:30:00Z,pot,th\u00e9\u00eceres,1,2.50
            """);
    assertEquals(0, Ran.run("import", "--orders", sold, "--format", "csv", "--data", data).code());
    var ran = Ran.run("apply", "--programme", other.resolve("programme"), "--data", data);
    assertEquals(0, ran.code(), ran.err());
    assertEquals("", ran.err());
  }

  @Test
  void aProgrammeIsCheckedWithoutAFolderToo() throws IOException {
    var ran = Ran.run("apply", "--json");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.json().path("segments").asInt() > 0, ran.out());
  }
}
