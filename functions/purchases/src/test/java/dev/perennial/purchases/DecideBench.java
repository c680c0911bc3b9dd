package dev.perennial.purchases;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.rooms.Rooms;
import dev.perennial.domain.segments.ProfileDocument;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.runtime.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Machine;

/**
 * How many purchases a second one core parses and decides; run by {@code make bench}, never by the
 * tests. A purchase has 21 lines, the mean of Online Retail.
 */
class DecideBench {
  private static final Instant NOW = Instant.parse("2011-03-01T12:00:00Z");
  private static final Currency POUNDS = Currency.getInstance("GBP");
  private static final int LINES = 21;
  private static final int ROUNDS = 6;
  private static final int A_ROUND = 60_000;

  private long sink;

  private interface Work {
    long once(int i) throws Exception;
  }

  @Test
  void rates() throws Exception {
    var body = body().getBytes(StandardCharsets.UTF_8);
    var none = rules(Map.of());
    var shipped = shippedPatterns();
    var all = rules(shipped);
    var nobody = new Customer("17850", null, null, null);
    measure("parse + decide, no segments", i -> parseAndDecide(body, none, nobody));
    measure(
        "parse + decide, " + shipped.size() + " segments", i -> parseAndDecide(body, all, nobody));
    var account =
        ((Purchases.Outcome.Recorded)
                Checkout.decide(
                    nobody,
                    PurchaseParser.parse(StrictJson.read(body), all),
                    Checkout.Known.NOTHING,
                    all,
                    NOW))
            .change()
            .account();
    if (account == null) {
      throw new IllegalStateException("a purchase without an account");
    }
    measure(
        "until when such an account rests, " + shipped.size() + " segments",
        i -> Nights.due(account, null, all, NOW).hashCode());
    var today = LocalDate.of(2011, 3, 1);
    var segments = all.programme().get(SegmentSet.SECTION);
    measure(
        "segments alone, of a kind of customer that was met before",
        i ->
            segments
                .matching(ProfileDocument.of(account, null, POUNDS, today, Rooms.PROFILE))
                .size());
    var machine = Machine.builder().build();
    for (var each : shipped.entrySet()) {
      machine.addRule(each.getKey(), each.getValue());
    }
    measure(
        "segments alone, asked of event-ruler",
        i ->
            machine
                .rulesForJSONEvent(
                    ProfileDocument.of(account, null, POUNDS, today, Rooms.PROFILE).json())
                .size());
    System.out.println("(" + sink + ")");
  }

  private static long parseAndDecide(byte[] body, Rules rules, Customer customer) throws Exception {
    var purchase = PurchaseParser.parse(StrictJson.read(body), rules);
    return Checkout.decide(customer, purchase, Checkout.Known.NOTHING, rules, NOW).hashCode();
  }

  private void measure(String what, Work work) throws Exception {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      var began = System.nanoTime();
      for (int i = 0; i < A_ROUND; i++) {
        sink += work.once(i);
      }
      best = Math.min(best, System.nanoTime() - began);
    }
    System.out.printf("%-60s %,10.0f a second%n", what, A_ROUND * 1e9 / best);
  }

  private static Rules rules(Map<String, String> patterns) {
    var programme =
        new Programme(
            "000001",
            new Shop("Bench", null, ZoneId.of("Europe/London"), POUNDS, false, 5, true),
            new Loyalty(
                Earn.at(1000, Map.of("christmas", 2000L)),
                14,
                12,
                10,
                Set.of(),
                Tiers.one("member")),
            Map.of());
    return new Rules(
        programme.with(SegmentSet.SECTION, new SegmentSet(patterns, Map.of(), Rooms.PROFILE)),
        List.of(),
        List.of());
  }

  private static Map<String, String> shippedPatterns() throws Exception {
    var patterns = new TreeMap<String, String>();
    try (var files = Files.list(Path.of("../../programme/segments"))) {
      for (var file : files.toList()) {
        var pattern = new JsonMapper().readTree(file.toFile()).path("pattern");
        patterns.put(file.getFileName().toString().replace(".json", ""), pattern.toString());
      }
    }
    return patterns;
  }

  private static String body() {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("purchaseId", "536365");
    body.put("customerId", "17850");
    body.put("at", "2011-03-01T11:59:00Z");
    body.put("currency", "GBP");
    var lines = body.putArray("lines");
    for (int i = 0; i < LINES; i++) {
      lines.addObject().put("sku", "8512" + i).put("quantity", 6).put("unitPrice", "2.55");
    }
    return body.toString();
  }
}
