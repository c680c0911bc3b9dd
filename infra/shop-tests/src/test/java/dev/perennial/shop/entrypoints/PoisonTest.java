package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.Message;
import dev.perennial.runtime.links.MailTask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Garbage in a stream or a queue: the others of its batch go on, and it ends where it is seen. */
final class PoisonTest {
  private static final Pattern LOGGED =
      Pattern.compile("message [0-9a-f-]{36} comes back: [a-zA-Z.]+");
  private static final List<String> GARBAGE =
      List.of(
          "",
          "{",
          "null",
          "[]",
          "{}",
          "\"ada\"",
          "{\"customerId\": 1}",
          "{\"customerId\": \" a b\", \"sendId\": \"x\"}",
          "{\"tick\": \"nightly\", \"at\": \"now\", \"part\": 0, \"of\": 1}",
          "{\"tick\": \"nightly\", \"at\": \"2026-03-02T02:30:00Z\", \"part\": 1, \"of\": 1}",
          "{\"tick\": \"nightly\", \"at\": \"2026-03-02T02:30:00Z\", \"part\": 0, \"of\": 2000000}",
          "[".repeat(10_000));

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream terminal = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void theLogNamesMessagesAndNothingThatIsInThem() {
    System.setErr(terminal);
    var lines = log.toString(StandardCharsets.UTF_8);
    assertTrue(lines.lines().allMatch(line -> LOGGED.matcher(line).matches()), lines);
  }

  @Test
  void linesThatAreNoneAreParkedByKeyAndTheOthersArePublished() {
    try (var shop = Shop.open()) {
      var keys = new TreeSet<String>();
      for (int i = 0; i < 10; i++) {
        shop.buy("ada", "p" + i);
        var id = "ledger#purchase#bad" + i;
        putLine(shop, id, i < 8 ? AttributeValue.fromS(LINES.get(i)) : AttributeValue.fromN("7"));
        keys.add("{\"customerId\":\"bad\",\"id\":\"" + id + "\"}");
      }
      shop.stack().drain();
      assertEquals(10, shop.events("Purchase Recorded").size());
      assertEquals(keys, new TreeSet<>(bodies(shop, "ParkedQueue")));
      assertEquals(List.of(), shop.stack().failures());
      assertEquals(List.of(), shop.stack().messages("FailuresQueue"));
    }
  }

  private static final List<String> LINES =
      List.of(
          "",
          "{",
          "null",
          "[]",
          "{}",
          "7",
          "{\"customerId\":\"bad\",\"id\":\"x\",\"seq\":1,\"fact\":{\"type\":\"unheard\"}}",
          "{\"customerId\":\"bad\",\"id\":\"x\",\"fact\":{\"type\":\"purchased\"}}");

  private static void putLine(Shop shop, String id, AttributeValue body) {
    var item = new HashMap<String, AttributeValue>();
    item.put("customerId", AttributeValue.fromS("bad"));
    item.put("id", AttributeValue.fromS(id));
    item.put("event", AttributeValue.fromS("Purchase Recorded"));
    item.put("body", body);
    shop.stack().dynamo().putItem(put -> put.tableName("perennial-history").item(item));
  }

  @Test
  void garbageInTheMailQueueEndsInItsDeadLettersAndTheMailGoes() {
    try (var shop = Shop.open()) {
      shop.putCustomer("ada", true);
      shop.queue("ClaimsFunction", "MAIL_QUEUE_URL").send(GARBAGE.stream().skip(1).toList());
      var unknown = new MailTask("nobody", "thanks#x#0").body();
      shop.queue("ClaimsFunction", "MAIL_QUEUE_URL").send(List.of(unknown));
      shop.buy("ada", "p1");
      shop.stack().drain();
      assertEquals(1, shop.stack().mailbox().size(), "not held up");
      shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
      assertEquals(1, shop.stack().mailbox().size());
      assertEquals(List.of(), shop.stack().messages("MailQueue"));
      assertDead(shop, "MailDeadLetters", GARBAGE.subList(1, GARBAGE.size()));
      assertEquals(List.of(), shop.stack().failures(), "garbage fails as one message");
    }
  }

  @Test
  void garbageInTheQueuesOfScansEndsInTheirDeadLettersAndThePassGoes() {
    try (var shop = Shop.open()) {
      shop.putCustomer("ada", true);
      var garbage = new ArrayList<>(GARBAGE.subList(1, GARBAGE.size()));
      shop.queue("PassPlannerFunction", "PASS_QUEUE_URL").send(garbage);
      shop.queue("AudiencePlannerFunction", "AUDIENCE_QUEUE_URL").send(garbage);
      shop.queue("JourneyPlannerFunction", "JOURNEY_QUEUE_URL").send(garbage);
      shop.stack().invoke("PassPlannerFunction", Shop.sample("segments-nightly").toString());
      shop.stack().invoke("AudiencePlannerFunction", Shop.sample("campaigns-scheduled").toString());
      shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(6)));
      for (var queue : List.of("Pass", "Audience", "Journey")) {
        assertEquals(List.of(), shop.stack().messages(queue + "Queue"));
        assertDead(shop, queue + "DeadLetters", garbage);
      }
      assertEquals(List.of(), shop.stack().failures());
    }
  }

  @Test
  void aClaimWithoutAnIdEndsInTheDeadLettersAndTheMailGoes() {
    try (var shop = Shop.open()) {
      Map<String, AttributeValue> item =
          Map.of(
              "customerId", AttributeValue.fromS("bad"),
              "id", AttributeValue.fromS("sends"),
              "lastState", AttributeValue.fromS("CLAIMED"));
      shop.stack().dynamo().putItem(put -> put.tableName("perennial-customers").item(item));
      shop.putCustomer("ada", true);
      shop.buy("ada", "p1");
      shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
      assertEquals(1, shop.stack().mailbox().size());
      assertEquals(List.of(), shop.stack().messages("MailQueue"));
      assertEquals(1, shop.stack().messages("MailDeadLetters").size());
    }
  }

  private static void assertDead(Shop shop, String queue, List<String> expected) {
    assertEquals(new TreeSet<>(expected), new TreeSet<>(bodies(shop, queue)));
  }

  private static List<String> bodies(Shop shop, String queue) {
    return shop.stack().messages(queue).stream().map(Message::body).toList();
  }
}
