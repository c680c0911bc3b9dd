package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.storage.Items;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** After going back from a release that knows more: nothing of it is lost. */
class LaterReleaseTest {
  private static final String STAMPED =
      """
      {"customerId":"ada","id":"ledger#stamp#1","seq":2,"at":"2026-03-02T09:00:00Z",\
      "recordedAt":"2026-03-02T09:00:00Z","cause":"recorded","changes":{"points":25},\
      "fact":{"type":"stamped","card":"coffee"}}\
      """;

  private final Shop shop = Shop.open();
  private final String customers = table("CustomersTable");
  private final String history = table("HistoryTable");

  @BeforeEach
  void aLaterReleaseStampedACard() {
    shop.buy("ada", "p1");
    var account = item(customers, "account");
    var body = body(account);
    body.put("version", 2).put("lots", "2027-03:25 2026-03-16/2027-03:10");
    body.putObject("stamps").put("coffee", 1);
    put(customers, sealed(account, body.toString(), Map.of("version", n(2))));
    var line = new HashMap<>(item(history, "ledger#purchase#p1"));
    line.put("id", s("ledger#stamp#1"));
    line.put("postings", s("1;g 2027-03 25 0"));
    line.put("event", s("Card Stamped"));
    put(history, sealed(line, STAMPED, Map.of()));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void itsCustomersBuyOnAndItsFieldsAreKept() {
    assertEquals(201, shop.buy("ada", "p2").status());
    assertEquals("{\"coffee\":1}", body(item(customers, "account")).path("stamps").toString());
    var loyalty = Shop.json(shop.get("/customers/ada/loyalty").text());
    assertEquals(25, loyalty.path("balance").asLong(), loyalty.toString());
    assertEquals(20, loyalty.path("pending").asLong(), loyalty.toString());
  }

  @Test
  void whatPostingsSayAddsUpAndTheRestIsNotJudged() {
    shop.buy("ada", "p2");
    assertEquals(List.of(), shop.check().findings());
    var account = item(customers, "account");
    var wrong = body(account).put("debt", 5);
    put(customers, sealed(account, wrong.toString(), Map.of()));
    var findings = shop.check().findings();
    assertEquals(1, findings.size());
    assertEquals(
        "the account is not what its lines make: debt \"5\" instead of \"0\"",
        findings.getFirst().what());
  }

  @Test
  void itsLineIsShownUnderItsNameAndWaitsToBePublished() {
    shop.stack().drain();
    assertEquals(List.of(), shop.events("Card Stamped"));
    assertTrue(
        shop.get("/customers/ada/history").text().contains("Of a later release: stamped"),
        shop.get("/customers/ada/history").text());
    var parked = shop.stack().messages("ParkedQueue");
    assertEquals(1, parked.size(), "the line's key");
  }

  @Test
  void anAccountOfANewerSchemaIsRefusedInOneLineAndLeftAsItIs() {
    var account = item(customers, "account");
    var newer = sealed(account, body(account).put("schema", 3).toString(), Map.of());
    put(customers, newer);
    var answer = shop.buy("ada", "p3");
    assertEquals(503, answer.status());
    var problem = Shop.json(answer.text());
    assertEquals(
        "https://perennial.example/problems/unreadable-item", problem.path("type").asText());
    assertEquals(
        "item account of ada can't be read: stored JSON is no Account: is of schema 3, which a"
            + " later release wrote; this one reads schema 2",
        problem.path("detail").asText());
    assertEquals(503, shop.get("/customers/ada/loyalty").status());
    assertEquals(newer, item(customers, "account"));
    assertFalse(shop.check().sound());
  }

  private String table(String id) {
    return Objects.requireNonNull(shop.stack().template().tables().get(id)).name();
  }

  private Map<String, AttributeValue> item(String table, String id) {
    return shop.stack()
        .dynamo()
        .getItem(get -> get.tableName(table).key(Map.of("customerId", s("ada"), "id", s(id))))
        .item();
  }

  private void put(String table, Map<String, AttributeValue> item) {
    shop.stack().dynamo().putItem(put -> put.tableName(table).item(item));
  }

  private static ObjectNode body(Map<String, AttributeValue> item) {
    return (ObjectNode) Shop.json(Objects.requireNonNull(item.get("body")).s());
  }

  /** An item with another body, and the digest that whoever wrote it would have put. */
  private static Map<String, AttributeValue> sealed(
      Map<String, AttributeValue> item, String body, Map<String, AttributeValue> more) {
    var next = new HashMap<>(item);
    next.putAll(more);
    next.put("body", s(body));
    return Items.sealed(next);
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
