package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.audit.Balances;
import dev.perennial.audit.Points;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.loyalty.Statement.Sums;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Programme;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code points}: a customer's statement, or the whole programme's. */
@Command(
    name = "points",
    description =
        "What was issued, redeemed, clawed back and lost, what is owed and what it is worth: of the"
            + " programme, or line by line of a customer.",
    mixinStandardHelpOptions = true)
public final class PointsCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The database's folder")
  private Path data = Path.of("");

  @Option(names = "--customer", paramLabel = "ID", description = "The statement of one customer")
  private @Nullable String customerId;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try (var stack = OpenStack.of(data)) {
      var programme = stack.programme();
      var today = stack.now().atZone(programme.shop().zone()).toLocalDate();
      if (customerId == null) {
        tell(out, whole(stack, programme, today), programme);
      } else {
        tell(out, statement(stack, programme, today, customerId));
      }
    }
    return 0;
  }

  private static Points whole(OpenStack stack, Programme programme, LocalDate today) {
    var history = stack.table("HistoryTable");
    var points = Points.of(stack.dynamo(), history, programme.shop().zone(), today);
    var held = new long[1];
    Balances.each(
        stack.dynamo(),
        stack.table("CustomersTable"),
        customer -> {
          var account = customer.account();
          if (account != null && !account.erased()) {
            held[0] += account.balanceOn(today) + account.pendingOn(today);
          }
        });
    if (held[0] != points.sums().liability()) {
      throw new Failed(
          "the statements come to %d points, and the accounts hold %d; check says which differ"
              .formatted(points.sums().liability(), held[0]));
    }
    return points;
  }

  private static Statement statement(
      OpenStack stack, Programme programme, LocalDate today, String customerId) {
    var lines =
        stack.stores().history().startingWith(customerId, "").stream()
            .filter(HistoryLine::advancesAccount)
            .toList();
    if (lines.isEmpty()) {
      throw new Failed("--customer " + customerId + " has no line in the ledger");
    }
    return Statement.of(customerId, lines, programme.shop().zone(), today);
  }

  private void tell(PrintWriter out, Points points, Programme programme) {
    if (json) {
      out.println(object(points, programme));
      return;
    }
    out.printf("%-12s %,15d%n", "customers", points.customers());
    tell(out, points.sums());
    out.printf(
        "%-12s %,15d   %s%n",
        "liability", points.sums().liability(), told(points.sums(), programme));
    table(out, points, programme);
  }

  private static ObjectNode object(Points points, Programme programme) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("customers", points.customers());
    put(node, points.sums());
    node.put("liability", points.sums().liability());
    node.put("liabilityValue", worth(points.sums(), programme).toPlainString());
    node.put("currency", programme.shop().currency().getCurrencyCode());
    var brands = node.putObject("byBrand");
    points
        .byBrand()
        .forEach(
            (brand, of) ->
                brands.set(
                    brand,
                    ofBrand(of).put("liabilityValue", worth(of, programme).toPlainString())));
    return node;
  }

  private static void table(PrintWriter out, Points points, Programme programme) {
    var columns = new LinkedHashSet<String>();
    for (var of : points.byBrand().values()) {
      ofBrand(of).fieldNames().forEachRemaining(columns::add);
    }
    columns.removeAll(List.of("active", "pending")); // together they are the liability
    columns.removeIf(
        column ->
            points.byBrand().values().stream()
                .allMatch(of -> ofBrand(of).path(column).asLong() == 0));
    out.printf("%n%-16s", "brand");
    columns.forEach(column -> out.printf(" %13s", column));
    out.println();
    points
        .byBrand()
        .forEach(
            (brand, of) -> {
              out.printf("%-16s", brand.isEmpty() ? "none" : brand);
              columns.forEach(column -> out.printf(" %,13d", ofBrand(of).path(column).asLong()));
              out.printf("   %s%n", told(of, programme));
            });
    out.println(
        "A refund that finds its brand's points spent takes another's: a single brand's row need"
            + " not add up.");
  }

  private static ObjectNode ofBrand(Sums sums) {
    var node = JsonNodeFactory.instance.objectNode();
    put(node, sums);
    node.remove(List.of("forgiven", "debt")); // which are of no brand
    return node.put("liability", sums.liability());
  }

  private static String told(Sums sums, Programme programme) {
    var worth = worth(sums, programme);
    var format = "worth %,." + worth.scale() + "f %s";
    return format.formatted(worth, programme.shop().currency().getCurrencyCode());
  }

  /** What is owed, with the currency's decimals; rounded half up. */
  private static BigDecimal worth(Sums sums, Programme programme) {
    return BigDecimal.valueOf(programme.loyalty().worth(), 3)
        .multiply(BigDecimal.valueOf(sums.liability()))
        .setScale(Amounts.digits(programme.shop().currency()), RoundingMode.HALF_UP);
  }

  private void tell(PrintWriter out, Statement statement) {
    if (json) {
      var node = JsonNodeFactory.instance.objectNode().put("customerId", statement.customerId());
      var entries = node.putArray("entries");
      for (var each : statement.entries()) {
        var entry = entries.addObject();
        if (each.expires() != null) {
          entry.put("expires", each.expires().toString());
        }
        entry
            .put("line", each.lineId())
            .put("at", each.at().toString())
            .put("recordedAt", each.recordedAt().toString())
            .put("what", each.what())
            .put("points", each.points())
            .put("balance", each.balance());
      }
      put(node, statement.sums());
      out.println(node);
      return;
    }
    for (var each : statement.entries()) {
      out.printf(
          "%-25s %-13s %,12d %,12d  %-10s  %s%n",
          each.at(),
          each.what(),
          each.points(),
          each.balance(),
          each.expires() == null ? "" : each.expires(),
          each.lineId());
    }
    tell(out, statement.sums());
  }

  private static void tell(PrintWriter out, Sums sums) {
    var node = JsonNodeFactory.instance.objectNode();
    put(node, sums);
    node.properties()
        .forEach(each -> out.printf("%-12s %,15d%n", each.getKey(), each.getValue().asLong()));
  }

  private static void put(ObjectNode node, Sums sums) {
    node.put("issued", sums.issued());
    node.put("clawedBack", sums.clawedBack());
    node.put("redeemed", sums.redeemed());
    node.put("returned", sums.returned());
    node.put("given", sums.given());
    node.put("taken", sums.taken());
    node.put("expired", sums.expired());
    node.put("forgiven", sums.forgiven());
    node.put("active", sums.active());
    node.put("pending", sums.pending());
    node.put("debt", sums.debt());
  }
}
