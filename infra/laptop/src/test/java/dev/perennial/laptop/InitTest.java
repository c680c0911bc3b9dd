package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.programme.ShopFile;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code init}: the first file of a shop of one's own. */
class InitTest {
  private static final List<String> RIGHT =
      List.of(
          "--name",
          "Käse & \"Co\": #1",
          "--zone",
          "Europe/Berlin",
          "--currency",
          "EUR",
          "--sender",
          "hallo@kaese.example",
          "--postal-address",
          "Anna's Käse, Markt 1, 10115 Berlin");

  @TempDir Path folder;

  private Ran init(List<String> options, String... more) {
    var arguments = new ArrayList<Object>(List.of("init", "--programme", folder));
    arguments.addAll(options);
    arguments.addAll(List.of(more));
    return Ran.run(arguments.toArray());
  }

  @Test
  void theShopIsWrittenAsApplyReadsItAndOverwrittenByForceAlone() throws Exception {
    var ran = init(RIGHT);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("Sender=hallo@kaese.example"), ran.out());
    var shop = ShopFile.read(folder);
    assertEquals("Käse & \"Co\": #1", shop.name());
    assertEquals("Europe/Berlin", shop.zone().getId());
    assertEquals("EUR", shop.currency().getCurrencyCode());
    var first = Files.readAllLines(folder.resolve("shop.yaml")).getFirst();
    var schema = first.replace("# yaml-language-server: $schema=", "");
    assertTrue(Files.exists(folder.resolve(schema)), first);
    var again = init(RIGHT);
    assertEquals(1, again.code());
    assertTrue(again.err().contains("is there already; --force overwrites it"), again.err());
    assertEquals(0, init(RIGHT, "--force").code());
  }

  @Test
  void ratesOfAnotherCurrencyArePutAsideAndThoseOfTheSameStay() throws Exception {
    assertEquals(0, init(RIGHT).code());
    var rates = Files.writeString(folder.resolve("rates.yaml"), "USD: {2026-01-01: 0.87}\n");
    assertEquals(0, init(RIGHT, "--force").code());
    assertTrue(Files.exists(rates));
    var yen = new ArrayList<>(RIGHT);
    yen.set(yen.indexOf("EUR"), "JPY");
    var ran = init(yen, "--force");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("rates.yaml is now rates.yaml.before"), ran.out());
    assertFalse(Files.exists(rates));
    assertTrue(Files.exists(folder.resolve("rates.yaml.before")));
  }

  @Test
  void chosenPlaybooksAreOnAndTheOthersAsideUntilTheyAreChosen() throws Exception {
    for (var file : Project.files("programme/campaigns")) {
      var copy = folder.resolve("campaigns").resolve(file.getFileName());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    var all = names("campaigns");
    var ran = init(RIGHT);
    assertTrue(ran.out().contains("Campaigns that are on: abandoned-browse, aban"), ran.out());
    assertEquals(all, names("campaigns"));
    ran = init(RIGHT, "--force", "--playbooks", "welcome,thanks");
    assertTrue(ran.out().contains("Campaigns that are on: thanks, welcome\n"), ran.out());
    assertEquals(List.of("thanks.yaml", "welcome.yaml"), names("campaigns"));
    ran = init(RIGHT, "--force", "--playbooks", "birthday,welcom");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("there is no welcom"), ran.err());
    assertTrue(ran.err().contains("did you mean welcome?"), ran.err());
    assertEquals(List.of("thanks.yaml", "welcome.yaml"), names("campaigns"));
    assertEquals(0, init(RIGHT, "--force", "--playbooks", "birthday").code());
    assertEquals(List.of("birthday.yaml"), names("campaigns"));
    assertEquals(0, init(RIGHT, "--force", "--playbooks", "none").code());
    assertEquals(List.of(), names("campaigns"));
    assertEquals(0, init(RIGHT, "--force", "--playbooks", "all").code());
    assertEquals(all, names("campaigns"));
  }

  private List<String> names(String of) throws IOException {
    try (var files = Files.list(folder.resolve(of))) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"EUR, 12.50", "JPY, 1250", "KWD, 12.505"})
  void aShopOfAnyCurrencyIsBegunIsUpAndIsApplied(String currency, String price) throws Exception {
    var home = Ran.cloned(folder.resolve("home"), "programme/shop.yaml", "zone", "zone");
    var options = new ArrayList<Object>(List.of("init", "--force"));
    options.addAll(RIGHT);
    options.set(options.indexOf("EUR"), currency);
    assertEquals(0, Ran.at(home, options.toArray()).code());
    var data = folder.resolve("data");
    try (var up = Up.at(home, data)) {
      up.put(
          "/customers/ada",
          """
          {"email":"ada@example.com","name":"Ada","consents":{"email":{"granted":true,
          "at":"2026-01-01T12:00:00Z","source":"form"}}}
          """);
      up.buy("ada", "p1", currency, price);
      var applied = Ran.at(home, "apply", "--data", data);
      assertEquals(0, applied.code(), applied.err());
      assertTrue(applied.out().contains("nothing changed"), applied.out());
      up.goTo(
          LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(1).atTime(12, 0)); // it may be night
    }
    try (var stack = Ran.open(data)) {
      var mail = stack.mailbox().list().getFirst();
      assertTrue(mail.from().contains("hallo@kaese.example"), mail.from());
      var text = String.valueOf(mail.text());
      assertTrue(text.contains("Anna's Käse, Markt 1, 10115 Berlin"), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--zone, Berlin, 1",
    "--currency, Euro, 1",
    "--sender, Shop <a@b.example>, 2",
    "--sender, nobody, 2",
    "--sender, a@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example, 2",
    "--postal-address, short, 2",
    "--name, '', 2",
  })
  void whatIsWrongIsNamedAndNothingWritten(String option, String value, int code) {
    var options = new ArrayList<>(RIGHT);
    options.set(options.indexOf(option) + 1, value);
    var ran = init(options);
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(option.replace("--", "")), ran.err());
    assertFalse(Files.exists(folder.resolve("shop.yaml")));
  }
}
