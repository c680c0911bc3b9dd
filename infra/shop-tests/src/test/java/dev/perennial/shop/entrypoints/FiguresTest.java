package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.runtime.cloud.Figure;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

/** The figures that functions tell CloudWatch, as their lines in the log have them. */
class FiguresTest {
  private static final String REFUND =
      """
      {"refundId": "%s", "purchaseId": "%s", "customerId": "ada", "at": "2026-03-02T08:59:00Z",
       "lines": [{"sku": "85123A", "quantity": %d}]}
      """;

  private static final String ACTIVITY =
      """
      {"activityId": "a1", "customerId": "ada", "type": "%s", "at": "2026-03-02T08:59:00Z"}
      """;

  @Test
  void whatBecameOfPurchasesRefundsAndActivitiesIsCountedByApiAndBus() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      shop.buy("ada", "p1");
      shop.send("POST", "/purchases", Shop.purchase("ada", "p1", Shop.START, "11.00"));
      shop.send("POST", "/purchases", Shop.purchase("ada", " p2", Shop.START, "11.00"));
      shop.send("POST", "/purchases", "{");
      shop.send("POST", "/refunds", REFUND.formatted("r0", "later", 1));
      shop.send("POST", "/refunds", REFUND.formatted("r1", "p1", 1));
      shop.send("POST", "/refunds", REFUND.formatted("r1", "p1", 1));
      shop.send("POST", "/refunds", REFUND.formatted("r2", "p1", 1));
      shop.send("POST", "/activities", ACTIVITY.formatted("viewed"));
      shop.send("POST", "/activities", ACTIVITY.formatted("asked"));
      var submitted = Shop.purchase("ada", "p2", Shop.START, "10.00");
      shop.stack().putEvent(Shop.BUS, "shop", "Purchase Submitted", submitted);
      shop.stack().putEvent(Shop.BUS, "shop", "Refund Submitted", "{\"refundId\":\"r3\"}");
      shop.stack().drain();
      var told = told(shop);
      assertEquals(2, told.remove("Purchases recorded"));
      assertEquals(1, told.remove("Purchases repeated"));
      assertEquals(3, told.remove("Purchases refused"));
      assertEquals(1, told.remove("Refunds waiting"));
      assertEquals(1, told.remove("Refunds recorded"));
      assertEquals(1, told.remove("Refunds repeated"));
      assertEquals(2, told.remove("Refunds refused"));
      assertEquals(1, told.remove("Activities recorded"));
      assertEquals(1, told.remove("Activities refused"));
      assertEquals(1, told.remove("Refusals purchase-conflict"));
      assertEquals(1, told.remove("Refusals refund-exceeds-purchase"));
      assertEquals(1, told.remove("Refusals activity-conflict"));
      assertEquals(2, told.remove("Refusals invalid-value"));
      assertEquals(1, told.remove("Refusals malformed-json"));
      told.keySet().removeIf(figure -> figure.startsWith("Mails"));
      assertEquals(Map.of(), told);
    }
  }

  @Test
  void mailsAreCountedByTheStateThatTheyComeTo() {
    var ses = new AtSes();
    try (var shop = new Shop(ses)) {
      for (var customer : new String[] {"ada", "bea", "cleo"}) {
        shop.putCustomer(customer, true);
      }
      shop.putCustomer("eve", false);
      shop.buy("ada", "p1");
      shop.buy("eve", "p1");
      shop.stack().drain();
      assertEquals(Map.of("Mails claimed", 1L, "Mails sent", 1L, "Mails held", 1L), mails(shop));

      shop.lines().clear();
      ses.after = SdkClientException.create("the answer is lost");
      shop.buy("bea", "p1");
      shop.stack().drain();
      assertEquals(Map.of("Mails claimed", 1L, "Mails unknown", 1L), mails(shop));

      shop.lines().clear();
      ses.after = null;
      ses.before = throttled();
      shop.buy("cleo", "p1");
      shop.stack().drain();
      assertTrue(mails(shop).getOrDefault("Mails refused", 0L) > 0, mails(shop).toString());
      var warned =
          shop.lines().stream().filter(line -> line.has("level")).findFirst().orElseThrow();
      assertEquals("WARN", warned.path("level").asText());
      assertEquals("Throttling", warned.path("code").asText());
    }
  }

  @Test
  void aNightTellsHowManyItJudgedAndMovedAndHowOldTheOldestUnsentMailIs() {
    var ses = new AtSes();
    ses.before = throttled();
    try (var shop = new Shop(ses)) {
      shop.putCustomer("ada", true);
      shop.buy("ada", "p1");
      shop.buy("bea", "p1");
      shop.stack().drain();
      shop.lines().clear();
      shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(1)));
      var told = told(shop);
      assertEquals(2, told.get("CustomersJudged"), told.toString());
      assertTrue(told.containsKey("CustomersMoved") && told.containsKey("PassDuration"));
      var hours = Duration.ofSeconds(told.getOrDefault("OldestClaim", 0L)).toHours();
      assertTrue(hours > 10 && hours < 24, hours + " hours");
    }
  }

  @Test
  void everyLineIsWhatCloudWatchMakesMetricsOf() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      var line = shop.lines().getFirst();
      assertEquals(Shop.START.toEpochMilli(), line.at("/_aws/Timestamp").asLong());
      var metrics = line.at("/_aws/CloudWatchMetrics");
      assertEquals(
          "[{\"Namespace\":\"Perennial\",\"Dimensions\":[[\"Stack\",\"Outcome\"]],"
              + "\"Metrics\":[{\"Name\":\"Purchases\",\"Unit\":\"Count\"}]}]",
          metrics.toString());
      assertEquals("perennial", line.path("Stack").asText());
      assertEquals("recorded", line.path("Outcome").asText());
      assertEquals(1, line.path("Purchases").asInt());
    }
  }

  private static Map<String, Long> mails(Shop shop) {
    var told = told(shop);
    told.keySet().removeIf(figure -> !figure.startsWith("Mails"));
    return told;
  }

  /** The sum of each figure and kind; of what is told of parts of a pass, the greatest. */
  private static Map<String, Long> told(Shop shop) {
    var sums = new TreeMap<String, Long>();
    for (var line : shop.lines()) {
      for (var metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
        var name = metric.path("Name").asText();
        var greatest = name.equals("OldestClaim") || name.equals("PassDuration");
        sums.merge(key(line, name), line.path(name).asLong(), greatest ? Math::max : Long::sum);
      }
    }
    return sums;
  }

  private static String key(JsonNode line, String name) {
    for (var figure : Figure.values()) {
      if (figure.metric().equals(name)) {
        var dimension = figure.dimension();
        return dimension == null ? name : name + " " + line.path(dimension).asText();
      }
    }
    throw new IllegalStateException(name + " is no figure");
  }

  private static SesException throttled() {
    return (SesException)
        SesException.builder()
            .message("Maximum sending rate exceeded")
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("Throttling").build())
            .statusCode(400)
            .build();
  }

  /** Fails a call of SES, before it takes effect or after. */
  private static final class AtSes implements ClientInterceptor {
    private volatile @Nullable RuntimeException before;
    private volatile @Nullable RuntimeException after;

    @Override
    public void before(AwsCall call) {
      failed(call, before);
    }

    @Override
    public void after(AwsCall call, SdkResponse response) {
      failed(call, after);
    }

    private static void failed(AwsCall call, @Nullable RuntimeException with) {
      if (call.request() instanceof SendRawEmailRequest && with != null) {
        throw with;
      }
    }
  }
}
