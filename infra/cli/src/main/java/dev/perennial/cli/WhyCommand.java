package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.customers.DecisionsPage;
import dev.perennial.domain.explanation.WhyText;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code why}: what became of a customer in a campaign, and what is in the way of more. */
@Command(
    name = "why",
    description =
        "Says what a customer got by a campaign, or which clause of it kept the customer out, and"
            + " when that changes if nobody does anything.",
    mixinStandardHelpOptions = true)
public final class WhyCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--customer",
      required = true,
      paramLabel = "ID",
      description = "The customer's id, or a former one")
  private String customerId = "";

  @Option(
      names = "--campaign",
      required = true,
      paramLabel = "ID",
      description = "The campaign: its file's name without .yaml")
  private String campaign = "";

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var told = where.read(this::why);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(told);
    } else {
      out.print(WhyText.of(told));
    }
    return 0;
  }

  private ObjectNode why(Stores stores, Instant now) {
    var rules = new RulesInForce(stores.programme()).at(now);
    var customer = stores.customers().personWithMailLog(customerId);
    if (customer.account() == null) {
      throw new Failed("there is no customer " + customerId);
    }
    if (customer.erased()) {
      throw new Failed("customer " + customerId + " was erased");
    }
    var told = new DecisionsPage(campaign, 1, null).json(customer, stores, rules, now);
    if (told.path("campaigns").isEmpty()) {
      throw new Failed(
          "there is no campaign %s; there are %s"
              .formatted(campaign, String.join(", ", DecisionsPage.known(customer, rules))));
    }
    var only = (ObjectNode) told.path("campaigns").path(0);
    only.put("customerId", customer.customerId());
    return only.put("at", now.toString());
  }
}
