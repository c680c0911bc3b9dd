package dev.perennial.shop.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.orders.OrderFile;
import dev.perennial.orders.OrderFormat;
import dev.perennial.programme.Activation;
import dev.perennial.replay.Replay;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.runtime.links.SurveyLink;
import dev.perennial.testkit.Project;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Real orders of customers all of whose personal data is a canary's. A few days by default; with
 * {@code -Dperennial.privacy.until=2011-12-10} the whole year ({@code make privacy}).
 */
class CanaryTest {
  private static final LocalDate IMPORTED = LocalDate.of(2010, 12, 31);
  private static final LocalDate UNTIL =
      LocalDate.parse(System.getProperty("perennial.privacy.until", "2011-01-05"));
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Set<String> KINDS = Set.of("event", "queue", "log", "error");
  private static final Set<String> LOOKED = Set.of("event", "queue", "log", "error", "figure");

  private static LaptopStack start(Instant at, ClientInterceptor between, Watch watch)
      throws Exception {
    var options = Options.of(Project.template(), at).withInterceptor(between).withListener(watch);
    var stack = LaptopStack.start(options);
    var stores = Stores.in(stack.cloud("CustomersFunction"));
    Activation.of(Project.TOP.resolve("programme")).apply(stores, new byte[32], at);
    stack.drain();
    return stack;
  }

  @Test
  void ofOrdersLivedNothingPersonalIsHeard() throws Exception {
    var file = Project.TOP.resolve("data/online-retail/online_retail.csv.gz");
    var orders = OrderFile.read(file, OrderFormat.ONLINE_RETAIL, Project.TERMS);
    var lived = orders.until(UNTIL).after(IMPORTED);
    try (var watch = new Watch();
        var stack = start(orders.until(IMPORTED).entries().getLast().at(), watch, watch)) {
      var replay = new Replay(stack, orders, new Canaries(), at -> {});
      replay.importAll(orders.until(IMPORTED));
      replay.live(lived);
      stack.advanceTo(lived.entries().getLast().at());
      sayWrongThings(stack, watch);
      watch.lookInto(stack);
      assertEquals(Map.of(), watch.heard());
      assertTrue(stack.counts().mails() > 0, "nobody was written to");
      assertTrue(watch.kinds().containsAll(LOOKED), watch.kinds().toString());
      assertTrue(watch.looked("event") >= lived.entries().size(), "events were not looked at");
    }
  }

  /** What is wrong is named by its place, and never repeated. */
  private static void sayWrongThings(LaptopStack stack, Watch watch) {
    var song = Canaries.SONG;
    for (var body :
        List.of(
            "{\"email\":\"" + song + " without an at\"}",
            "{\"email\":[\"" + song + "@example.com\"]}",
            "{\"name\":\"" + (song + " ").repeat(100) + "\"}",
            "{\"birthday\":\"" + song + "\"}",
            "{\"zone\":\"" + song + "\"}",
            "{\"language\":\"" + song + "!\"}",
            "{\"country\":\"" + song + "\"}",
            "{\"attributes\":{\"shoe\":{\"" + song + "\":1}}}",
            "{\"consents\":{\"email\":{\"granted\":true,\"at\":\"" + song + "\"}}}",
            "{\"name\":\"" + song + "\"",
            song)) {
      var answer = stack.http("PUT", "/customers/wrong", JSON, body);
      assertTrue(answer.status() >= 400, body);
      watch.answered(answer.status(), answer.text());
    }
    var bus = stack.template().buses().values().iterator().next().name();
    for (var type : List.of("Purchase Submitted", "Refund Submitted", "Activity Submitted")) {
      stack.putEvent(bus, "shop", type, "{\"customerId\":\"c\",\"note\":\"" + song + "\"}");
    }
    stack.http("PUT", "/customers/right", JSON, "{\"name\":\"" + song + "\"}");
    answer(stack, watch);
    for (var properties : List.of("\"%s\":\"%s\"", "\"%s\":[\"%s\"]", "\"sku\":\"of %s, %s\"")) {
      var said = properties.formatted(song, song);
      stack.putEvent(
          bus, "shop", "Activity Submitted", activity("bus" + said.length(), said, stack));
      var wrong = activity("http", "\"comment\":[" + said.replaceFirst(".*:", "") + "]", stack);
      var answer = stack.http("POST", "/activities", JSON, wrong);
      assertTrue(answer.status() >= 400, wrong);
      watch.answered(answer.status(), answer.text());
    }
    stack.drain();
  }

  /** Words are told to nobody, and what no form sends is not repeated in a problem. */
  private static void answer(LaptopStack stack, Watch watch) {
    var links = LinkSecret.links(Stores.in(stack.cloud("CustomersFunction")).programme());
    var form = Map.of("content-type", "application/x-www-form-urlencoded");
    var link = SurveyLink.PATH + "?t=" + new SurveyLink("right", "order", "one").token(links);
    for (var body : List.of("%s=1&%s=2", "more=%s&more=%s", "more=%s%%", "more=%s\u00e9")) {
      var answer = stack.http("POST", link, form, body.replace("%s", Canaries.SONG));
      assertEquals(400, answer.status(), body);
      if (!answer.headers().getOrDefault("content-type", "").startsWith("text/html")) {
        watch.answered(answer.status(), answer.text());
      }
    }
    var said = "score=1&more=" + Canaries.SONG;
    assertEquals(200, stack.http("POST", link, form, said).status());
  }

  private static String activity(String id, String properties, LaptopStack stack) {
    return """
    {"activityId":"%s","customerId":"right","type":"said","at":"%s","properties":{%s}}\
    """
        .formatted(id, stack.clock().instant(), properties);
  }

  @Test
  void aLeakPlantedOnPurposeIsHeardWhereverItIs() throws Exception {
    try (var watch = new Watch()) {
      var failing =
          new ClientInterceptor() {
            @Override
            public void before(AwsCall call) {
              watch.before(call);
              if (call.function().equals("LoyaltyFunction")) {
                throw new IllegalStateException("no account of " + Canaries.SONG);
              }
            }
          };
      try (var stack = start(Instant.parse("2026-01-26T12:00:00Z"), failing, watch)) {
        // an id goes everywhere: one that is a canary is a leak
        var id = Canaries.SONG + "-1";
        var profile = new Canaries().profile("2", null, Instant.parse("2026-01-26T11:00:00Z"));
        assertEquals(201, stack.http("PUT", "/customers/" + id, JSON, profile).status());
        var purchase =
            """
            {"purchaseId":"p","customerId":"%s","at":"2026-01-26T12:00:00Z","currency":"GBP",
             "lines":[{"sku":"table","quantity":1,"unitPrice":"900.00"}]}\
            """
                .formatted(id);
        assertEquals(201, stack.http("POST", "/purchases", JSON, purchase).status());
        stack.drain();
        stack.http("GET", "/customers/c/loyalty", JSON, "");
        System.err.println("wrote to " + Canaries.SONG);
        watch.lookInto(stack);
      }
      assertEquals(KINDS, watch.heard().keySet());
    }
  }
}
