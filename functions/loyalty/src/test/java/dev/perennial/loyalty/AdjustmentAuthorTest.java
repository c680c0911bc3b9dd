package dev.perennial.loyalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.testkit.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who answers for points that are given: of staff whoever the token is for. */
final class AdjustmentAuthorTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    shop.close();
  }

  /** The sample as API Gateway hands it over when staff call it with a token of this subject. */
  private JsonNode adjust(@Nullable String subject, @Nullable String author) {
    var event = Shop.sample("adjustments-post");
    var context = (ObjectNode) event.path("requestContext");
    var claims = context.putObject("authorizer").putObject("jwt").putObject("claims");
    claims.put("iss", "https://id.example.com");
    if (subject != null) {
      claims.put("sub", subject);
    }
    var body = (ObjectNode) Shop.json(event.path("body").asText());
    body.remove("author");
    if (author != null) {
      body.put("author", author);
    }
    event.put("body", body.toString());
    return Shop.json(shop.stack().invoke("RedemptionsFunction", event.toString()));
  }

  private String author() {
    var line = shop.stores().history().find("mary-1780", LineId.adjustment("adjust-1"));
    return assertInstanceOf(Adjusted.class, line.orElseThrow().event()).author();
  }

  @Test
  void ofStaffTheTokensSubjectIsTheAuthor() {
    shop.earnForMary();
    assertEquals(201, adjust("auth0|7", null).path("statusCode").asInt());
    assertEquals("auth0|7", author());
    assertEquals(200, adjust("auth0|7", "auth0|7").path("statusCode").asInt());
  }

  @Test
  void staffAnswerForNobodyElse() {
    shop.earnForMary();
    var before = shop.tables();
    var refused = adjust("auth0|7", "s.staff");
    assertEquals(400, refused.path("statusCode").asInt());
    assertEquals("/author", Shop.json(refused.path("body").asText()).path("path").asText());
    assertEquals(400, adjust(null, "s.staff").path("statusCode").asInt());
    assertEquals(before, shop.tables());
  }

  @Test
  void aBackEndSaysForWhomItSpeaks() {
    shop.earnForMary();
    var body = Shop.sampleBody("adjustments-post");
    assertEquals(201, shop.send("POST", "/customers/mary-1780/adjustments", body).status());
    assertEquals("s.staff", author());
    var nobody = body.replace(",\"author\":\"s.staff\"", "");
    assertEquals(400, shop.send("POST", "/customers/mary-1780/adjustments", nobody).status());
  }
}
