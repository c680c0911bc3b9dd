package dev.perennial.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.results.ResultsAnswer;
import dev.perennial.runtime.programme.ResultsLog;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code results}: what a campaign brought, by the last census. */
@Command(
    name = "results",
    description = {
      "Says what a campaign brought: those who got it against those who were held out,",
      "as counted by the last census."
    },
    mixinStandardHelpOptions = true)
public final class ResultsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CAMPAIGN", description = "A file of programme/campaigns/")
  private String campaign = "";

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var answer = answer();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(answer);
    } else {
      tell(answer, out);
    }
    return 0;
  }

  private ObjectNode answer() throws Exception {
    return where.read(
        (stores, now) -> {
          var store = stores.programme();
          return answer(store, new RulesInForce(store).at(now).programme());
        });
  }

  private ObjectNode answer(ProgrammeStore store, Programme programme) {
    var campaigns = programme.get(CampaignSet.SECTION);
    var found =
        campaigns
            .find(campaign)
            .orElseThrow(
                () -> {
                  var ids = campaigns.all().stream().map(each -> each.id()).toList();
                  return new Failed(
                      "there is no campaign %s; there are %s%s"
                          .formatted(
                              campaign, String.join(", ", ids), Nearest.meant(campaign, ids)));
                });
    return new ResultsLog(store)
        .latest(campaign)
        .map(results -> ResultsAnswer.of(results, programme))
        .orElseGet(
            () ->
                ResultsAnswer.unmeasured(
                    campaign, Assignments.isMeasured(found, programme.shop()), programme));
  }

  private static void tell(JsonNode answer, PrintWriter out) {
    if (!answer.path("arms").isEmpty()) {
      out.printf(
          "%-20s %10s %10s %12s %14s %14s%n",
          "arm", "entered", "customers", "conversions", "revenue", "margin");
      for (var arm : answer.path("arms")) {
        out.printf(
            "%-20s %,10d %,10d %,12d %14s %14s%n",
            arm.path("arm").asText(),
            arm.path("entered").asLong(),
            arm.path("customers").asLong(),
            arm.path("conversions").asLong(),
            arm.path("revenue").asText(),
            arm.path("margin").isNull() ? "unknown" : arm.path("margin").asText());
      }
      out.println();
    }
    answer.path("says").forEach(each -> out.println(each.asText()));
  }
}
