package dev.perennial.purchases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.runtime.events.Submissions;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.testkit.Sender;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Purchases by API and bus: taken, again, with other content, and not to be taken. */
final class PurchaseEntryPointsTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private static String problem(HttpAnswer answer) {
    var type = Shop.json(answer.text()).path("type").asText();
    return answer.status() + " " + type.substring(type.lastIndexOf('/') + 1);
  }

  @Test
  void aPurchaseIsTakenOnceAndAnsweredTheSameAgain() {
    var first = shop.buy("ada", "p1");
    assertEquals(201, first.status(), first.text());
    assertEquals(10, Shop.json(first.text()).at("/points/pending").asLong());
    var before = shop.tables();
    var again = shop.buy("ada", "p1");
    assertEquals(200, again.status());
    assertEquals(first.text(), again.text());
    var other = Shop.purchase("ada", "p1", Shop.START, "11.00");
    assertEquals("409 purchase-conflict", problem(shop.send("POST", "/purchases", other)));
    assertEquals(before, shop.tables());
    assertEquals(201, shop.buy("eve", "p1").status(), "an id is the customer's");
  }

  @Test
  void whatLiesInTheFutureIsRefusedAndWritesNothing() {
    var before = shop.tables();
    var early = Shop.purchase("ada", "p1", Shop.START.plus(Duration.ofDays(2)), "10.00");
    assertEquals(400, shop.send("POST", "/purchases", early).status());
    assertEquals(before, shop.tables());
  }

  @Test
  void byTheBusItIsTheSameAndWhatIsRefusedIsToldOnce() {
    submit(Shop.purchase("ada", "p1", Shop.START, "10.00"));
    submit(Shop.purchase("ada", "p1", Shop.START, "10.00"));
    assertEquals(200, shop.buy("ada", "p1").status());
    submit(Shop.purchase("ada", "p1", Shop.START, "11.00"));
    assertEquals(1, shop.events("Purchase Recorded").size());
    var rejected = shop.events("Purchase Rejected");
    assertEquals(1, rejected.size());
    assertTrue(rejected.getFirst().toString().contains("purchase-conflict"), rejected.toString());
  }

  @Test
  void byTheQueueOneThatCannotBeTakenHoldsUpNoneOfTheOtherNine() {
    var bodies = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      bodies.add(Shop.purchase("c" + i % 3, "p" + i, Shop.START, "10.00"));
    }
    bodies.add(2, "{\"purchaseId\": ");
    bodies.add(5, Shop.purchase("c0", "late", Shop.START.plus(Duration.ofDays(9)), "1.00"));
    bodies.add(bodies.getFirst());
    var ids = Sender.send(shop.stack(), "PurchaseQueue", bodies);
    shop.stack().drain();
    assertEquals(7, shop.events("Purchase Recorded").size());
    var rejected = shop.events("Purchase Rejected");
    assertEquals(
        List.of(
            "rejected/" + ids.get(2) + " malformed-json -",
            "rejected/" + ids.get(5) + " invalid-value late"),
        rejected.stream().map(PurchaseEntryPointsTest::told).toList());
    assertEquals(200, shop.buy("c0", "p0").status());
    assertEquals(List.of(), shop.stack().messages("PurchaseQueue"));
    assertEquals(List.of(), shop.stack().messages("PurchaseDeadLetters"));
    var counted = shop.lines().stream().filter(line -> line.has("Purchases")).toList();
    assertEquals(
        List.of("recorded 7", "refused 2", "repeated 1"),
        counted.stream()
            .filter(line -> line.path("Purchases").asInt() > 0)
            .map(line -> line.path("Outcome").asText() + " " + line.path("Purchases").asInt())
            .limit(3)
            .sorted()
            .toList(),
        "a line for each outcome of the ten, and one for the call after");
  }

  @Test
  void whenAllOfABatchComeBackLambdaCountsAnErrorAndElseOnlyTheMessage() {
    var submissions =
        new Submissions(
            shop.stack().cloud("QueuedPurchasesFunction"),
            "Purchase Rejected",
            submission ->
                submission.detail().path("busy").asBoolean()
                    ? new Recording.Refused(Problem.busy())
                    : new Recording.Waiting());
    var busy = "{\"busy\": true}";
    assertThrows(IllegalStateException.class, () -> submissions.take(batch(busy, busy)));
    var back = submissions.take(batch("{}", busy)).getBatchItemFailures();
    assertEquals(List.of("m1"), back.stream().map(each -> each.getItemIdentifier()).toList());
    assertEquals(List.of(), submissions.take(batch("{}")).getBatchItemFailures());
  }

  private static SQSEvent batch(String... bodies) {
    var messages = new ArrayList<SQSEvent.SQSMessage>();
    for (var body : bodies) {
      var message = new SQSEvent.SQSMessage();
      message.setMessageId("m" + messages.size());
      message.setBody(body);
      messages.add(message);
    }
    var batch = new SQSEvent();
    batch.setRecords(messages);
    return batch;
  }

  private static String told(JsonNode event) {
    var type = event.at("/detail/problem").asText();
    return "%s %s %s"
        .formatted(
            event.at("/detail/id").asText(),
            type.substring(type.lastIndexOf('/') + 1),
            event.at("/detail/purchaseId").asText());
  }

  private void submit(String detail) {
    shop.stack().putEvent(Shop.BUS, "shop.till", "Purchase Submitted", detail);
    shop.stack().drain();
  }
}
