package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users do wrong is told in one line: 1 when it failed, 2 when it was asked for wrongly. */
class ErrorsTest {
  private static final String ORDER =
      "customerId,purchaseId,at,sku,quantity,unitPrice\na,p,2026-01-05T10:00:00Z,mug,1,2.50\n";

  @TempDir Path folder;

  private static void assertOneLine(Ran ran, String what) {
    assertEquals(1, ran.code(), ran.out());
    assertEquals(1, ran.errors().size(), ran.err());
    assertTrue(ran.err().contains(what), ran.err());
  }

  @Test
  void aFolderThatAnotherStackUses() throws IOException {
    var data = stack();
    try (var up = Ran.open(data)) {
      up.drain();
      for (var command : List.of("check", "export", "apply")) {
        assertOneLine(Ran.run(command, "--data", data), "another stack uses");
      }
    }
  }

  private Path stack() throws IOException {
    var data = folder.resolve("data");
    var orders = Files.writeString(folder.resolve("orders.csv"), ORDER);
    assertEquals(
        0, Ran.run("import", "--orders", orders, "--format", "csv", "--data", data).code());
    return data;
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "export", "apply"})
  void aFolderThatHoldsNoStackAndStaysEmpty(String command) throws IOException {
    assertOneLine(Ran.run(command, "--data", folder), "holds no stack");
    try (var files = Files.list(folder)) {
      assertFalse(files.findAny().isPresent());
    }
    assertOneLine(Ran.run(command, "--data", folder.resolve("none")), "holds no stack");
  }

  @Test
  void aDatabaseThatIsDamaged() throws IOException {
    var data = stack();
    Files.writeString(data.resolve("tables.db"), "this was a database once ".repeat(400));
    for (var command : List.of("check", "export", "apply")) {
      assertOneLine(Ran.run(command, "--data", data), "tables.db");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rate: .inf, loyalty.yaml:5:9: .inf is no number",
    "rate: .nan, loyalty.yaml:5:9: .nan is no number",
    "rate: !!int abc, loyalty.yaml:5:9: abc is no number",
    "rate: &a [*a], loyalty.yaml:5:9: lies deeper than",
    "rate: {{ shop.rate }}, loyalty.yaml:1: is not YAML as it is read here",
  })
  void aProgrammeThatCannotBeReadIsToldWithItsLine(String rate, String what) throws IOException {
    var clone =
        Ran.cloned(folder.resolve("clone"), "programme/loyalty.yaml", "rate: 1 ", rate + " ");
    var ran = Ran.at(clone, "apply", "--data", stack());
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(what), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"surveys/other.yml", "segments/other.yaml", "campaigns/old.yaml.bak"})
  void aProgrammeFileThatWouldNotBeReadIsTold(String name) throws IOException {
    var clone = Ran.cloned(folder.resolve("clone"), "programme/shop.yaml", "\n", "\n");
    Files.writeString(clone.resolve("programme").resolve(name), "title: Another\n");
    var ran = Ran.at(clone, "apply", "--data", stack());
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(name + ": is not read; files here are named NAME."), ran.err());
  }

  @ParameterizedTest
  @CsvSource({
    "shop.yaml, 5",
    "loyalty.yaml, 20",
    "rewards.yaml, 1",
    "surveys/order.yaml, 1",
    "segments/abroad.json, 1",
    "campaigns/thanks.yaml, 1",
    "templates/thanks.mjml, 1",
    "templates/thanks.txt, 1",
  })
  void aProgrammeThatIsNotUtf8IsToldWithItsLine(String file, int line) throws IOException {
    var clone = Ran.cloned(folder.resolve("clone"), "programme/" + file, "\n", "\n");
    var changed = clone.resolve("programme").resolve(file);
    var lines = Files.readString(changed).lines().limit(line - 1).toList();
    var text = String.join("", lines.stream().map(each -> each + "\n").toList()) + "# café\n";
    Files.write(changed, text.getBytes(StandardCharsets.ISO_8859_1));
    var ran = Ran.at(clone, "apply");
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(file + ":" + line + ": is not UTF-8"), ran.err());
  }

  @Test
  void aProgrammeThatIsNotThere() throws IOException {
    var none = folder.resolve("none");
    assertOneLine(Ran.run("apply", "--programme", none), none + " is not a folder; a programme's");
    var clone = Ran.cloned(folder.resolve("clone"), "programme/shop.yaml", "zone", "zone");
    for (var sub : List.of("programme/templates/samples", "programme/templates")) {
      try (var files = Files.list(clone.resolve(sub))) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(clone.resolve(sub));
    }
    var ran = Ran.at(clone, "apply");
    assertEquals(1, ran.code(), ran.out());
    assertEquals(2, ran.errors().size(), ran.err());
    for (var name : List.of("thanks", "win-back")) {
      assertTrue(ran.err().contains("there is no templates/" + name + ".mjml"), ran.err());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clock --to tomorrow | --to | \"tomorrow\" must be a time from 1900 to 2199, such as",
        "clock --to 2026-12-08 | --to | must be a time from 1900 to 2199, such as 2026-12-08T10:00",
        "clock --to 9999-12-31T10:00 | --to | must be a time from 1900 to 2199",
        "republish --data D --from yesterday | --from | must be a time and its offset, such as",
        "import --orders X --format csv --data D --until xyz | --until | must be a day from 1900",
        "replay --orders X --format csv --import-until 31.12. | --import-until | must be a day",
        "fit --orders X --format csv --model bgnbd --until 1 | --until | must be a day",
        "backtest --orders X --format csv --until 2011-01-01 --holdout-until +999999-01-01"
            + " | --holdout-until | must be a day",
      })
  void aDayOrTimeThatIsNoneIsToldInWords(String arguments, String option, String what) {
    var ran = Ran.run(List.of(arguments.split(" ", -1)).toArray());
    assertEquals(2, ran.code(), ran.err());
    var told = ran.errors().getFirst();
    assertTrue(told.contains(option) && told.contains(what), told);
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import --orders X --format excel --data D",
        "replay --orders X --format excel",
        "replay --orders X --format csv --import-until 2011-02-01 --until 2011-01-01",
        "replay --orders X --format csv --until yesterday",
        "up --port 70000",
        "up --port none",
        "run --port -1",
        "apply --data D --stack S",
        "rescore --data D --synthetic 5",
        "check",
        "nonsense"
      })
  void whatIsAskedForWronglyIsUsage(String arguments) {
    var ran = Ran.run(List.of(arguments.split(" ", -1)).toArray());
    assertEquals(2, ran.code(), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }
}
