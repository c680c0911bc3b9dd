package dev.perennial.laptop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.cli.Failed;
import dev.perennial.cli.Home;
import dev.perennial.cli.ProgressReport;
import dev.perennial.cli.Where;
import dev.perennial.laptop.cost.Price;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.CampaignLine;
import dev.perennial.replay.Past;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dry-run}: what a campaign would have done. */
@Command(
    name = "dry-run",
    description =
        "What a campaign would have done on past orders, or on what a stack knows of its past,"
            + " beside all others of programme/: who gets what when, who is held back by what."
            + " Nothing is sent, and nothing is left.",
    mixinStandardHelpOptions = true)
public final class DryRunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CAMPAIGN",
      description = "The id of one in programme/campaigns, or a file that may become one")
  private String campaign = "";

  @Mixin private OrderOptions orders = new OrderOptions();

  @ArgGroup private @Nullable Where where;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "The first day; what was before it is taken as it is")
  private LocalDate from = LocalDate.MIN;

  @Option(
      names = "--until",
      required = true,
      paramLabel = "DATE",
      description = "The last day; all of it is lived")
  private LocalDate until = LocalDate.MAX;

  @Option(names = "--rows", description = "Each line, too: who, when, what, and why not")
  private boolean rows;

  @Option(names = "--json", description = "One JSON object for machines, with each line")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    if (until.isBefore(from)) {
      throw new ParameterException(lines, "--until " + until + " lies before --from " + from);
    }
    if (where != null && orders.given()) {
      throw new ParameterException(lines, "--orders and a stack are two pasts: give one of them");
    }
    return where == null ? ofOrders(programme()) : ofHistory(where, programme());
  }

  private int ofOrders(Activation programme) throws IOException {
    var lines = Objects.requireNonNull(spec).commandLine();
    var read = orders.read(programme.programme().shop());
    ProgressReport.problems(read, lines.getErr());
    ProgressReport.notes(read, lines.getErr());
    var people = orders.madeUpPeopleOrDemonstration() ? new MadeUpPeople() : null;
    var rehearsal = Rehearsal.of(read, from, until, people, programme);
    tell(rehearsal, programme);
    ProgressReport.refused(rehearsal.leftOut(), lines.getErr());
    return orders.exitCode(read, rehearsal.leftOut());
  }

  private int ofHistory(Where stack, Activation programme) throws IOException {
    var rehearsal = stack.read((stores, now) -> ofHistory(stores, now, programme));
    tell(rehearsal, programme);
    if (rehearsal.unfit() > 0) {
      Objects.requireNonNull(spec)
          .commandLine()
          .getErr()
          .printf(
              "%,d lines of History took points that are not there, since campaigns had given"
                  + " them%n",
              rehearsal.unfit());
    }
    return 0;
  }

  private Rehearsal ofHistory(Stores stores, Instant now, Activation programme) throws IOException {
    var shop = programme.programme().shop();
    var own = new RulesInForce(stores.programme()).at(now).programme().shop();
    if (!shop.zone().equals(own.zone()) || !shop.currency().equals(own.currency())) {
      throw new Failed(
          "programme/shop.yaml says %s and %s, and the stack's customers are recorded in %s and %s"
              .formatted(shop.currency(), shop.zone(), own.currency(), own.zone()));
    }
    var today = now.atZone(shop.zone()).toLocalDate();
    if (until.isAfter(today)) {
      throw new Failed("--until " + until + " is to come; the stack's today is " + today);
    }
    var keys = new StackAddressKeys(new StackLinks(stores.programme()));
    return Rehearsal.of(Past.of(stores, keys), from, until, programme);
  }

  private void tell(Rehearsal rehearsal, Activation programme) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var zone = programme.programme().shop().zone();
    var own = rehearsal.lines().stream().filter(each -> each.campaign().equals(id())).toList();
    if (json) {
      out.println(object(own, rehearsal, zone));
    } else {
      tell(out, own, rehearsal, zone);
    }
  }

  private String id() {
    var name = String.valueOf(Path.of(campaign).getFileName());
    return name.endsWith(".yaml") ? name.substring(0, name.length() - 5) : name;
  }

  /** The project's programme, with the campaign's file put in if it isn't there. */
  private Activation programme() throws IOException, ProgrammeFault {
    var own = Home.path("programme");
    var there = own.resolve("campaigns").resolve(id() + ".yaml");
    if (!campaign.endsWith(".yaml")) {
      if (!Files.isRegularFile(there)) {
        throw new Failed(campaign + " is no campaign: there is no " + there);
      }
      return Activation.of(own);
    }
    var file = Path.of(campaign);
    if (!Files.isRegularFile(file)) {
      throw new Failed(file + " is not a file");
    }
    if (Files.isRegularFile(there) && Files.isSameFile(file, there)) {
      return Activation.of(own);
    }
    try (var copy = ProgrammeCopy.of(own)) {
      Files.writeString(
          copy.folder().resolve("campaigns").resolve(id() + ".yaml"), Files.readString(file));
      return Activation.of(copy.folder());
    }
  }

  private static SortedMap<String, Long> counts(
      List<CampaignLine> lines, Function<CampaignLine, String> by) {
    var counts = new TreeMap<String, Long>();
    lines.forEach(line -> counts.merge(by.apply(line), 1L, Long::sum));
    return counts;
  }

  private static SortedMap<String, Long> reasons(List<CampaignLine> lines) {
    return counts(
        lines.stream().filter(line -> line.what().equals(CampaignLine.HELD)).toList(),
        CampaignLine::about);
  }

  private static SortedMap<LocalDate, List<CampaignLine>> weeks(
      List<CampaignLine> lines, ZoneId zone) {
    var weeks = new TreeMap<LocalDate, List<CampaignLine>>();
    for (var line : lines) {
      var day = line.at().atZone(zone).toLocalDate();
      var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      weeks.computeIfAbsent(monday, _ -> new ArrayList<>()).add(line);
    }
    return weeks;
  }

  private static double usd(SortedMap<String, Long> counts) {
    return counts.getOrDefault(CampaignLine.SENT, 0L) * Price.MAILS.usdAMillion() / 1e6;
  }

  private ObjectNode object(List<CampaignLine> own, Rehearsal rehearsal, ZoneId zone) {
    var counts = counts(own, CampaignLine::what);
    var object = JsonNodeFactory.instance.objectNode();
    object.put("campaign", id()).put("from", from.toString()).put("until", until.toString());
    object.put(where == null ? "orders" : "historyLines", rehearsal.told());
    put(object, counts);
    reasons(own).forEach(object.putObject("heldBy")::put);
    var weeks = object.putArray("weeks");
    weeks(own, zone)
        .forEach(
            (monday, lines) ->
                put(
                    weeks.addObject().put("week", monday.toString()),
                    counts(lines, CampaignLine::what)));
    object.put("mailsUsd", usd(counts));
    var all = object.putArray("lines");
    own.forEach(line -> line.put(all.addObject()));
    return object;
  }

  private static void put(ObjectNode object, SortedMap<String, Long> counts) {
    CampaignLine.KINDS.forEach(kind -> object.put(kind, counts.getOrDefault(kind, 0L)));
  }

  private void tell(PrintWriter out, List<CampaignLine> own, Rehearsal rehearsal, ZoneId zone) {
    var counts = counts(own, CampaignLine::what);
    out.printf(
        "%s from %s to %s, by %,d %s%n",
        id(),
        from,
        until,
        rehearsal.told(),
        where == null ? "orders and refunds" : "lines of History");
    out.printf("%-12s", "week of");
    CampaignLine.KINDS.forEach(kind -> out.printf(" %9s", kind));
    out.println();
    weeks(own, zone)
        .forEach((monday, lines) -> row(out, monday.toString(), counts(lines, CampaignLine::what)));
    row(out, "all", counts);
    reasons(own).forEach((reason, count) -> out.printf("held: %-20s %,9d%n", reason, count));
    out.printf(Locale.ROOT, "mails cost %.2f USD by SES, as AWS lists it%n", usd(counts));
    if (rows) {
      own.forEach(
          line ->
              out.printf(
                  "%s  %-12s %-9s %s  %s%n",
                  line.at(), line.customerId(), line.what(), line.id(), line.about()));
    }
  }

  private static void row(PrintWriter out, String name, SortedMap<String, Long> counts) {
    out.printf("%-12s", name);
    CampaignLine.KINDS.forEach(kind -> out.printf(" %,9d", counts.getOrDefault(kind, 0L)));
    out.println();
  }
}
