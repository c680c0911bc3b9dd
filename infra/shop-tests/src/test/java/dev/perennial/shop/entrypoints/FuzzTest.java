package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;

/** Thousands of bodies near right ones, by seed: answered well or refused well, never a failure. */
final class FuzzTest {
  private static final int BODIES = 700;
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "9223372036854775807",
          "\"\"",
          "\"0\"",
          "\"-0.00\"",
          "\"1e5\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\": {}}",
          "\"2026-03-01T10:00:00Z\"",
          "\"9999-12-31T23:59:59-18:00\"",
          "\"JPY\"",
          "\"GBP\"",
          "\"1000000000\"",
          "\"0.001\"",
          "\"a/b\"",
          "\"ada\"",
          "\"#\"",
          "1000000");

  private static final AtomicInteger writes = new AtomicInteger();
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop =
        new Shop(
            new ClientInterceptor() {
              @Override
              public void after(AwsCall call, SdkResponse response) {
                if (call.operation().matches("transactWriteItems|putItem|deleteItem")) {
                  writes.incrementAndGet();
                }
              }
            });
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void mutatedBodiesByHttp(long seed) {
    var random = new Random(seed);
    var routes =
        List.of(
            List.of("POST", "/purchases", BadInputs.RIGHT_PURCHASE),
            List.of("POST", "/refunds", BadInputs.RIGHT_REFUND),
            List.of("PUT", "/customers/ada", BadInputs.RIGHT_PROFILE));
    var accepted = 0;
    for (int i = 0; i < BODIES; i++) {
      var route = routes.get(i % routes.size());
      var body =
          random.nextInt(3) == 0
              ? bytes(route.get(2), random)
              : tree(route.get(2), random).getBytes(StandardCharsets.UTF_8);
      var before = writes.get();
      var headers = Map.of("content-type", List.of("application/json"));
      var call = new HttpCall(route.get(0), route.get(1), headers, SdkBytes.fromByteArray(body));
      var answer = shop.stack().http(call);
      if (answer.status() / 100 == 2) {
        accepted++;
      } else {
        var what = new String(body, StandardCharsets.UTF_8) + " -> " + answer.text();
        assertTrue(answer.status() / 100 == 4, what);
        assertEquals("application/problem+json", answer.headers().get("content-type"), what);
        assertEquals(before, writes.get(), what);
      }
    }
    assertTrue(accepted > BODIES / 100, accepted + " were right");
    shop.stack().drain();
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.stack().messages("ParkedQueue"));
  }

  @Test
  void mutatedDetailsOnTheBusBySeedThree() {
    var random = new Random(3);
    for (int i = 0; i < BODIES; i++) {
      var purchase = i % 2 == 0;
      var right = purchase ? BadInputs.RIGHT_PURCHASE : BadInputs.RIGHT_REFUND;
      var type = purchase ? "Purchase Submitted" : "Refund Submitted";
      shop.stack().putEvent(Shop.BUS, "shop", type, tree(right, random));
    }
    shop.stack().drain();
    assertEquals(List.of(), shop.stack().failures());
    assertTrue(shop.events("Purchase Rejected").size() > BODIES / 4);
    assertTrue(shop.events("Refund Rejected").size() > BODIES / 4);
  }

  @Test
  void mutatedTokensBySeedFour() {
    var random = new Random(4);
    var right = Shop.sample("preferences-page").at("/queryStringParameters/t").asText();
    shop.putCustomer("ada-1815", true);
    var before = shop.tables();
    var form = Map.of("content-type", "application/x-www-form-urlencoded");
    for (int i = 0; i < BODIES; i++) {
      var token = new StringBuilder(right);
      switch (random.nextInt(4)) {
        case 0 -> token.setLength(random.nextInt(right.length()));
        case 1 -> token.insert(random.nextInt(right.length()), "A");
        case 2 -> token.setCharAt(random.nextInt(right.length()), "~.%+-_\u00e9".charAt(i % 7));
        default -> token.append(right);
      }
      var wrong = !token.toString().equals(right);
      for (var method : wrong ? List.of("GET", "HEAD", "POST") : List.of("GET", "HEAD")) {
        HttpAnswer answer =
            shop.stack()
                .http(method, "/p/unsubscribe?t=" + token, form, "List-Unsubscribe=One-Click");
        assertEquals(wrong || method.equals("HEAD") ? 404 : 200, answer.status(), token.toString());
      }
    }
    assertEquals(404, shop.stack().http("POST", "/p/unsubscribe", form, "").status());
    assertEquals(200, shop.get("/p/unsubscribe?t=" + right).status());
    assertEquals(before, shop.tables(), "no page, scanner or guess changes anything");
    assertEquals(200, shop.stack().http("POST", "/p/unsubscribe?t=" + right, form, "").status());
    var profile = shop.stores().customers().read("ada-1815").profile();
    assertTrue(profile != null && !profile.consentsTo("email"));
  }

  /** One to three values, anywhere, become odd ones, vanish, or get company. */
  private static String tree(String right, Random random) {
    var root = Shop.json(right);
    for (int i = random.nextInt(3); i >= 0; i--) {
      var parents = new ArrayList<JsonNode>();
      collect(root, parents);
      var parent = parents.get(random.nextInt(parents.size()));
      var odd = Shop.json(ODD.get(random.nextInt(ODD.size())));
      if (parent instanceof ObjectNode object && !object.isEmpty()) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
          case 0 -> object.remove(name);
          case 1 -> object.set(name + "2", odd);
          case 2 -> object.put("purchaseId", "f" + random.nextInt());
          default -> object.set(name, odd);
        }
      } else if (parent instanceof ArrayNode array) {
        array.add(odd);
      }
    }
    return root.toString();
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  /** A few bytes are other ones, or the end is lost. */
  private static byte[] bytes(String right, Random random) {
    var bytes = right.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
