package dev.perennial.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.testkit.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile that is put, asked for, put again and erased, and the history beside it. */
final class CustomerApiTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private JsonNode ada() {
    return Shop.json(shop.get("/customers/ada").text());
  }

  private String types(String type) {
    return type + " " + shop.events(type).size();
  }

  @Test
  void aProfileIsCreatedAskedForAndTheSameAgainWritesNothing() {
    assertEquals(404, shop.get("/customers/ada").status());
    assertEquals(201, shop.putCustomer("ada", true).status());
    assertEquals("Ada Lovelace", ada().path("name").asText());
    assertTrue(ada().at("/consents/email/granted").asBoolean());
    assertTrue(ada().path("segments").toString().contains("reachable"));
    var before = shop.tables();
    assertEquals(200, shop.putCustomer("ada", true).status());
    assertEquals(before, shop.tables());
    shop.stack().drain();
    assertEquals("Customer Created 1", types("Customer Created"));
  }

  @Test
  void aWithdrawalIsAnEventOfItsOwnAndAnOlderCopyDoesNotUndoIt() {
    shop.putCustomer("ada", true);
    var withdrawn =
        Shop.profile("ada", false).replace("2026-02-01T10:00:00Z", "2026-02-20T10:00:00Z");
    assertEquals(200, shop.send("PUT", "/customers/ada", withdrawn).status());
    assertFalse(ada().at("/consents/email/granted").asBoolean());
    assertEquals(200, shop.putCustomer("ada", true).status());
    assertFalse(ada().at("/consents/email/granted").asBoolean(), "given before it was withdrawn");
    shop.stack().drain();
    assertEquals("Consent Changed 1", types("Consent Changed"));
    assertFalse(shop.events("Consent Changed").toString().contains("example.com"));
  }

  @Test
  void whoIsErasedIsGoneForWhoeverAsksAndTheLedgerStays() {
    shop.putCustomer("ada", true);
    assertEquals(201, shop.buy("ada", "p1").status());
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    for (var path : List.of("/customers/ada", "/customers/ada/history")) {
      assertEquals(410, shop.get(path).status(), path);
    }
    assertEquals(410, shop.send("DELETE", "/customers/ada", "").status());
    assertEquals(410, patch("{\"name\":\"Ada\"}"));
    assertEquals(410, shop.buy("ada", "p2").status());
    assertFalse(shop.tables().toString().contains("Lovelace"));
    assertFalse(shop.tables().toString().contains("ada@example.com"));
    assertTrue(shop.stores().history().find("ada", "ledger#purchase#p1").isPresent());
    shop.stack().drain();
    assertEquals("Customer Erased 1", types("Customer Erased"));
    assertEquals(404, shop.send("DELETE", "/customers/nobody", "").status());
  }

  @Test
  void theHistoryIsPagedAndPagesTogetherAreTheWhole() {
    shop.putCustomer("ada", true);
    for (int i = 0; i < 5; i++) {
      assertEquals(201, shop.buy("ada", "p" + i).status());
    }
    var whole = Shop.json(shop.get("/customers/ada/history").text()).path("lines");
    assertEquals(6, whole.size(), whole.toString());
    var paged = Shop.MAPPER.createArrayNode();
    var query = "?limit=4";
    for (var next = query; !next.isEmpty(); ) {
      var page = Shop.json(shop.get("/customers/ada/history" + next).text());
      page.path("lines").forEach(paged::add);
      next = page.has("next") ? query + "&cursor=" + page.path("next").asText() : "";
    }
    assertEquals(whole, paged);
  }

  private int patch(String body) {
    return shop.stack()
        .http(
            "PATCH", "/customers/ada", Map.of("content-type", "application/merge-patch+json"), body)
        .status();
  }

  @Test
  void aPatchChangesWhatItNamesAndALateOneUndoesNothing() {
    shop.putCustomer("ada", true);
    var before = ada();
    assertEquals(200, patch("{\"email\":\" ada@lovelace.example \",\"name\":null}"));
    var after = (ObjectNode) before.deepCopy();
    after.put("email", "ada@lovelace.example").remove("name");
    assertEquals(after, ada());
    var late =
        "{\"at\":\"2026-03-01T09:00:00Z\",\"email\":\"ada@old.example\",\"givenName\":\"Ada\"}";
    assertEquals(200, patch(late));
    assertEquals("ada@lovelace.example", ada().path("email").asText());
    assertEquals("", ada().path("givenName").asText(), "PUT said there is none");
    shop.stack().drain();
    assertEquals("Customer Changed 1", types("Customer Changed"));
  }

  @Test
  void aPatchOfSomebodyUnknownMakesThemKnown() {
    assertEquals(201, patch("{\"attributes\":{\"size\":42}}"));
    assertEquals("{\"size\":42}", ada().path("attributes").toString());
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    assertEquals(410, patch("{}"));
  }

  @Test
  void noCallDropsAConsent() {
    shop.putCustomer("ada", true);
    assertEquals(200, shop.send("PUT", "/customers/ada", "{\"name\":\"Ada\"}").status());
    assertTrue(ada().at("/consents/email/granted").asBoolean());
    assertEquals(200, shop.send("PUT", "/customers/ada", "{\"consents\":null}").status());
    assertEquals(400, patch("{\"consents\":null}"));
    assertEquals(400, patch("{\"consents\":{\"email\":null}}"));
    assertTrue(ada().at("/consents/email/granted").asBoolean());
    assertEquals(
        200,
        patch(
            "{\"consents\":{\"email\":{\"granted\":false,\"at\":\"2026-03-01T09:00:00Z\","
                + "\"source\":\"by telephone\"}}}"));
    assertFalse(ada().at("/consents/email/granted").asBoolean());
  }

  /** Every kind of value, as it is told afterwards; what says nothing is cleared. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'attributes':{'a':42}}                    | {'attributes':{'a':42}}",
        "{'attributes':{'a':42.50}}                 | {'attributes':{'a':42.5}}",
        "{'attributes':{'a':-1e3}}                  | {'attributes':{'a':-1000}}",
        "{'attributes':{'a':8437582937123}}         | {'attributes':{'a':8437582937123}}",
        "{'attributes':{'a':true,'b':false}}        | {'attributes':{'a':true,'b':false}}",
        "{'attributes':{'a':'2026-12-31'}}          | {'attributes':{'a':'2026-12-31'}}",
        "{'attributes':{'a':['x',' y','x','',null]}} | {'attributes':{'a':['x','y']}}",
        "{'attributes':{'a':'','b':null,'c':[],'d':[''],'e':'  '}} | {'attributes':{}}",
        "{'attributes':' '}                         | {'attributes':{}}",
        "{'attributes':null,'consents':null}        | {'attributes':{}}",
        "{'name':null,'givenName':'','familyName':' Hopper '} |"
            + " {'familyName':'Hopper','attributes':{}}",
        "{'email':'','language':null,'zone':'','country':null,'birthday':''} | {'attributes':{}}",
        "{'birthday':'--02-29'}                     | {'birthday':'--02-29','attributes':{}}",
        "{'email':'\u00a0Anna@b\u00fccher.example '}   |"
            + " {'email':'Anna@xn--bcher-kva.example','attributes':{}}",
        "{'region':' Bayern ','postcode':' sw1a 1aa '} |"
            + " {'region':'Bayern','postcode':'SW1A 1AA','attributes':{}}",
        "{'region':null,'postcode':''}              | {'attributes':{}}",
        "{'at':null,'country':'GB'}                 | {'country':'GB','attributes':{}}",
      })
  void everyKindOfValueIsTaken(String body, String told) {
    var answer = shop.send("PUT", "/customers/ada", body.replace('\'', '"'));
    assertEquals(201, answer.status(), answer.text());
    var is = (ObjectNode) ada();
    is.remove(List.of("customerId", "tier", "segments", "consents"));
    assertEquals(told.replace('\'', '"').strip(), is.toString());
  }
}
