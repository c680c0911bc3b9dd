package dev.perennial.cli;

import dev.perennial.domain.programme.Shop;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.programme.ShopFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code init}: the shop itself, as the first file of its programme. */
@Command(
    name = "init",
    description = {
      "Writes shop.yaml for a shop of one's own; what no option says is asked for on a terminal.",
      "Sender and postal address are parameters of the deployment: the file keeps them as a"
          + " comment, by which up sends, and the command to deploy with is printed."
    },
    mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
  private static final String ADDRESS = "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+";

  /** As template.yaml has it. */
  private static final int LONGEST_ADDRESS = 70;

  @Option(names = "--name", paramLabel = "TEXT", description = "What the shop is called")
  private @Nullable String name;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Where its days begin, such as Europe/Berlin; it can't change later")
  private @Nullable String zone;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "In which everything is counted, such as EUR; it can't change later")
  private @Nullable String currency;

  @Option(names = "--sender", paramLabel = "ADDRESS", description = "The address mails come from")
  private @Nullable String sender;

  @Option(
      names = "--postal-address",
      paramLabel = "TEXT",
      description = "The shop's postal address, on one line of 10 to 100 characters")
  private @Nullable String postalAddress;

  @Option(
      names = "--programme",
      paramLabel = "DIR",
      description = "The programme's folder (default programme/)")
  private @Nullable Path programme;

  @Option(
      names = "--playbooks",
      split = ",",
      paramLabel = "ID",
      description =
          "Which campaigns are on: their ids, all, or none (default: as they are); the others are"
              + " put aside into campaigns-off/")
  private @Nullable List<String> playbooks;

  @Option(names = "--force", description = "Overwrites a shop.yaml that is there")
  private boolean force;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = programme == null ? Home.path("programme") : programme;
    var file = folder.resolve("shop.yaml");
    if (Files.exists(file) && !force) {
      throw new Failed(file + " is there already; --force overwrites it");
    }
    var text = text(schema(folder));
    Files.createDirectories(folder);
    var shop = checked(text);
    var campaigns = new Playbooks(folder);
    var chosen = playbooks == null ? campaigns.on() : campaigns.chosen(playbooks);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!shop.currency().equals(currencyBefore(folder))) {
      putRatesAside(folder, shop.currency(), out);
    }
    Files.writeString(file, text);
    out.printf(
        "%s: %s, days in %s, amounts in %s%n", file, shop.name(), shop.zone(), shop.currency());
    campaigns.turn(chosen);
    if (!chosen.isEmpty()) {
      out.println("Campaigns that are on: " + String.join(", ", chosen));
    }
    out.println(
        "Next: ./perennial apply --programme "
            + folder
            + " checks the whole programme, and ./perennial up tries it.");
    out.printf(
        "To deploy: sam deploy --guided --parameter-overrides Sender=%s"
            + " \"PostalAddress=\\\"%s\\\"\"%n",
        sender, postalAddress);
    return 0;
  }

  /** The currency of the shop that the folder's other files were written for, if it is known. */
  private static @Nullable Currency currencyBefore(Path folder) throws IOException {
    try {
      return ShopFile.read(folder).currency();
    } catch (ProgrammeFault e) {
      return null;
    }
  }

  /** Rates are in the currency of the shop: another's would be wrong, and nobody would notice. */
  private static void putRatesAside(Path folder, Currency currency, PrintWriter out)
      throws IOException {
    var rates = folder.resolve("rates.yaml");
    if (!Files.exists(rates)) {
      return;
    }
    var aside = folder.resolve("rates.yaml.before");
    if (Files.exists(aside)) {
      throw new Failed(aside + " is in the way of " + rates + ", which are another currency's");
    }
    Files.move(rates, aside);
    out.printf(
        "%s is now %s: its rates are not in %s. Amounts in loyalty.yaml and rewards.yaml count as"
            + " %s; look them over.%n",
        rates, aside.getFileName(), currency, currency);
  }

  /** Where editors find what may stand in the file, as seen from its folder. */
  private static String schema(Path folder) {
    var schema = Home.path("docs/schemas/shop.json");
    var from = folder.toAbsolutePath().normalize();
    return Objects.equals(from.getRoot(), schema.getRoot())
        ? from.relativize(schema).toString().replace('\\', '/')
        : schema.toUri().toString();
  }

  private String text(String schema) {
    name = answer(name, "--name", "The shop's name", null);
    zone = answer(zone, "--zone", "Its time zone", ZoneId.systemDefault().getId());
    currency = answer(currency, "--currency", "Its currency", "EUR");
    sender = answer(sender, "--sender", "The address mails come from", null);
    postalAddress = answer(postalAddress, "--postal-address", "Its postal address", null);
    require(!name.isBlank(), "--name must not be empty");
    require(
        sender.matches(ADDRESS) && sender.length() <= LONGEST_ADDRESS,
        "--sender must be a bare email address such as shop@example.com, of at most %d characters"
            .formatted(LONGEST_ADDRESS));
    require(
        postalAddress.matches("[^\\p{Cntrl}\"$`\\\\]{10,100}"),
        "--postal-address must be one line of 10 to 100 characters, without \" $ ` or \\");
    return """
    # yaml-language-server: $schema=%s
    # The shop itself.
    # Of the deployment: Sender="%s" PostalAddress="%s"
    name: %s
    zone: %s        # days, months and schedules begin here
    currency: %s              # everything is counted in it
    restDays: 2                # days between two marketing mails to one customer
    caps:                      # of all campaigns together
      - {days: 7, mails: 2}
      - {days: 30, mails: 5}
    quietHours: {from: 21, to: 8}   # no mail then, in the customer's zone
    control: 5                 # of 100 customers, so many get no campaign at all, for comparison
    countClicks: true          # mails' links lead by a page that counts who follows them
    """
        .formatted(schema, sender, postalAddress, quoted(name), quoted(zone), quoted(currency));
  }

  private void require(boolean right, String message) {
    if (!right) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
  }

  private String answer(
      @Nullable String given, String option, String question, @Nullable String usual) {
    if (given != null) {
      return given;
    }
    var console = Terminal.find();
    if (console.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          option + " is missing: there is no terminal to ask for it on");
    }
    var typed = console.get().readLine("%s%s: ", question, usual == null ? "" : " [" + usual + "]");
    return typed == null || typed.isBlank() ? Objects.requireNonNullElse(usual, "") : typed.strip();
  }

  /** The shop as apply would read it. */
  private static Shop checked(String text) throws IOException, ProgrammeFault {
    var trial = Files.createTempDirectory("perennial-init");
    try {
      Files.writeString(trial.resolve("shop.yaml"), text);
      return ShopFile.read(trial);
    } finally {
      Files.deleteIfExists(trial.resolve("shop.yaml"));
      Files.delete(trial);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
