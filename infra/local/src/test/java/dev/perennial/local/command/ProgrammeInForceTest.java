package dev.perennial.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.local.Ran;
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
    assertEquals(0, load("import").code());
  }

  private Ran load(String command) {
    return Ran.run(command, "--orders", orders, "--format", "csv", "--data", data, "--json");
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
  void zoneAndCurrencyStayOnceThereIsALedger() throws IOException {
    for (var change : List.of("zone: Asia/Tokyo", "currency: EUR")) {
      var name = change.substring(0, change.indexOf(':'));
      var before = name.equals("zone") ? "zone: Europe/London" : "currency: GBP";
      var other = Ran.cloned(folder.resolve(name), "programme/shop.yaml", before, change);
      var ran = apply(other);
      assertEquals(1, ran.code(), ran.out());
      assertEquals(1, ran.errors().size(), ran.err());
      assertTrue(
          ran.err().matches("(?s)shop.yaml:\\d+: " + name + " must stay .*, not become .*"),
          ran.err());
      assertEquals(0, Ran.run("check", "--data", data).code());
    }
  }

  @Test
  void aProgrammeIsCheckedWithoutAFolderToo() throws IOException {
    var ran = Ran.run("apply", "--json");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.json().path("segments").asInt() > 0, ran.out());
  }
}
