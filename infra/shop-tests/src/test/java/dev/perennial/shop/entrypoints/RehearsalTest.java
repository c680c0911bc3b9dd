package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.runtime.priming.Priming;
import dev.perennial.testkit.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each function does before its snapshot does work, down to its last call of AWS. */
final class RehearsalTest {
  private static final Path ITEMS =
      Project.TOP.resolve("functions/runtime/src/main/resources/rehearsal/items.json");

  /** The call that ends what a function rehearses; what is not here finds all of it done. */
  private static final Map<String, String> LAST_CALL =
      Map.ofEntries(
          Map.entry("PurchasesFunction", "TransactWriteItems"),
          Map.entry("PurchaseSubmittedFunction", "TransactWriteItems"),
          Map.entry("QueuedPurchasesFunction", "TransactWriteItems"),
          Map.entry("RefundsFunction", "TransactWriteItems"),
          Map.entry("RefundSubmittedFunction", "TransactWriteItems"),
          Map.entry("ActivitiesFunction", "TransactWriteItems"),
          Map.entry("ActivitySubmittedFunction", "PutItem"),
          Map.entry("ReferralsFunction", "PutItem"),
          Map.entry("ReferralEventsFunction", "TransactWriteItems"),
          Map.entry("SurveyFunction", "TransactWriteItems"),
          Map.entry("RedemptionsFunction", "TransactWriteItems"),
          Map.entry("OutboxRelayFunction", "PutEvents"),
          Map.entry("ClaimsFunction", "SendMessageBatch"),
          Map.entry("MailFunction", "SendRawEmail"),
          Map.entry("PassPlannerFunction", "SendMessageBatch"),
          Map.entry("AudiencePlannerFunction", "SendMessageBatch"),
          Map.entry("JourneyPlannerFunction", "Query"));

  static List<String> functions() {
    return List.copyOf(Project.template().functions().keySet());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionRehearses(String id) throws Exception {
    var function = Project.template().functions().get(id);
    assertTrue(function != null);
    var handler = Class.forName(function.handler().replaceFirst("::.*", ""));
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Priming.Outcome outcome;
    try {
      outcome = Priming.of(handler).run();
    } finally {
      System.setOut(out);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8), "a rehearsal is no figure");
    for (var answer : outcome.answers()) {
      var json = answer.isEmpty() ? Shop.json("{}") : Shop.json(answer);
      assertEquals(2, json.path("statusCode").asInt(200) / 100, answer);
      assertEquals(0, json.path("batchItemFailures").size(), answer);
    }
    var last = LAST_CALL.get(id);
    assertTrue(last == null || outcome.operations().contains(last), outcome.operations()::toString);
  }

  /**
   * Makes the tables that functions rehearse on: {@code -Dperennial.rehearsal=write}, when what is
   * stored has another form.
   */
  @Test
  @EnabledIfSystemProperty(named = "perennial.rehearsal", matches = "write")
  void writeTheTables() throws IOException {
    try (var shop = Shop.open()) {
      for (var sample : List.of("customers-put", "purchases-post")) {
        shop.stack()
            .invoke(
                sample.startsWith("c") ? "CustomersFunction" : "PurchasesFunction",
                Shop.sample(sample).toString());
      }
      shop.earnForMary();
      shop.bringJoan();
      // of the month before the sample's, which then has one to make
      shop.stack().invoke("RefitFunction", "{\"tick\":\"refit\",\"at\":\"2026-02-28T01:15:00Z\"}");
      shop.stack().invoke("CampaignEventsFunction", Shop.sample("campaigns-happened").toString());
      var all = Shop.MAPPER.createObjectNode();
      for (var table : List.of("Customers", "History", "Programme")) {
        var items = all.putArray(table.toUpperCase(java.util.Locale.ROOT) + "_TABLE");
        for (var item : shop.items("perennial-" + table.toLowerCase(java.util.Locale.ROOT))) {
          ObjectNode json = items.addObject();
          item.forEach(
              (name, value) ->
                  json.putObject(name)
                      .put(
                          value.s() == null ? "N" : "S",
                          value.s() == null ? value.n() : value.s()));
        }
      }
      Files.writeString(
          ITEMS, Shop.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }
  }
}
