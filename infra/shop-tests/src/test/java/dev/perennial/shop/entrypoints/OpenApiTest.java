package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.template.Template.Access;
import dev.perennial.pages.api.OpenApi;
import dev.perennial.pages.api.Operation;
import dev.perennial.pages.api.Operation.Example;
import dev.perennial.testkit.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml against the template, the handlers and the samples under events/. */
final class OpenApiTest {
  private static final OpenApi API = OpenApi.read();
  private static final Schemas SCHEMAS = new Schemas(API);
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    shop.putCustomer("grace-1906", true);
    shop.earnForMary();
    shop.get("/customers/mary-1780/referral");
    for (int weeks : new int[] {10, 6, 2}) {
      var at = Shop.START.minus(Duration.ofDays(7L * weeks));
      shop.send("POST", "/purchases", Shop.purchase("emmy-1882", "e-" + weeks, at, "60.00"));
    }
    shop.stack().invoke("RefitFunction", Shop.sample("value-refit").toString());
    shop.putCustomer("rosa-1912", true);
    shop.putCustomer("erased-1", true);
    shop.putCustomer("back-1", true);
    for (var erased : List.of("erased-1", "back-1")) {
      shop.send("DELETE", "/customers/" + erased, "");
    }
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void itDescribesTheTemplatesRoutesAndNoOther() {
    var declared = new TreeMap<String, Boolean>();
    for (var route : shop.stack().template().routes()) {
      declared.put(route.key(), route.access() == Access.OPEN);
    }
    var described = new TreeMap<String, Boolean>();
    API.operations().forEach(operation -> described.put(operation.key(), operation.open()));
    assertEquals(declared, described, "route, and whether it is open to all");
  }

  /** In the file's order, which tells a story: recorded, again, and so on. */
  @Test
  void everyExampleIsAnsweredAsDescribed() {
    var wrong = new ArrayList<String>();
    for (var operation : API.operations()) {
      for (var example : operation.examples()) {
        var headers =
            example.contentType().isEmpty()
                ? Map.<String, String>of()
                : Map.of("content-type", example.contentType());
        var method = operation.method().toUpperCase(Locale.ROOT);
        var answer = shop.stack().http(method, example.target(), headers, example.text());
        for (var mistake : mistakes(operation, example, answer)) {
          wrong.add(operation.key() + " " + example.name() + ": " + mistake);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static List<String> mistakes(Operation operation, Example example, HttpAnswer answer) {
    for (var response : operation.node().path("responses").properties()) {
      var described = API.resolved(response.getValue());
      var content = described.path("content");
      for (var each : content.properties()) {
        if (each.getValue().path("examples").has(example.name())) {
          var type = answer.headers().getOrDefault("content-type", "");
          return !response.getKey().equals("" + answer.status()) || !type.startsWith(each.getKey())
              ? List.of(answer.status() + " " + type + " " + answer.text())
              : mistakes(each.getValue(), example, answer);
        }
      }
      if (content.isMissingNode() && response.getKey().equals("" + answer.status())) {
        return answer.text().isEmpty() ? List.of() : List.of("there is a body");
      }
    }
    return List.of("no answer has an example of this name; it was " + answer.status());
  }

  private static List<String> mistakes(JsonNode content, Example example, HttpAnswer answer) {
    var isPage = answer.headers().getOrDefault("content-type", "").startsWith("text/html");
    var body = isPage ? Shop.MAPPER.valueToTree(answer.text()) : Shop.json(answer.text());
    var mistakes = new ArrayList<>(SCHEMAS.mistakes(content.path("schema"), body));
    var shown = content.path("examples").path(example.name()).path("value");
    if (!isPage && !shown.equals(body)) {
      mistakes.add("is not as shown, but " + body);
    }
    return mistakes;
  }

  @Test
  void theSchemasTakeWhatIsShownAndRefuseWhatIsRefused() {
    for (var operation : API.operations()) {
      for (var example : operation.examples()) {
        assertEquals(
            example.refused(),
            !mistakesOfRequest(operation, example).isEmpty(),
            operation.key() + " " + example.name() + mistakesOfRequest(operation, example));
      }
      for (var response : operation.node().path("responses")) {
        for (var content : API.resolved(response).path("content")) {
          for (var example : content.path("examples")) {
            var value = example.path("value");
            assertEquals(List.of(), SCHEMAS.mistakes(content.path("schema"), value));
          }
        }
      }
    }
  }

  private static List<String> mistakesOfRequest(Operation operation, Example example) {
    var mistakes = new ArrayList<String>();
    for (var parameter : operation.node().path("parameters")) {
      for (var from : List.of("examples", "x-refused")) {
        var shown = parameter.path(from).path(example.name()).path("value");
        if (!shown.isMissingNode()) {
          mistakes.addAll(SCHEMAS.mistakes(parameter.path("schema"), shown));
        }
      }
    }
    if (!example.contentType().isEmpty()) {
      var contents = operation.node().at("/requestBody/content");
      var schema = contents.path(example.contentType()).path("schema");
      mistakes.addAll(SCHEMAS.mistakes(schema, example.body()));
    }
    return mistakes;
  }

  @Test
  void theBodiesOfTheSamplesAreExamples() {
    for (var file : Project.files("events")) {
      if (!file.toString().endsWith(".json")) {
        continue; // how they are invoked
      }
      var sample = Shop.json(Project.text(file));
      var body = sample.path("body").asText();
      var operation = API.operation(sample.path("routeKey").asText());
      if (operation.isPresent() && body.startsWith("{")) {
        assertTrue(
            operation.get().examples().stream()
                .anyMatch(
                    example ->
                        example.target().equals(sample.path("rawPath").asText())
                            && example.body().equals(Shop.json(body))),
            file + " is no example");
      }
    }
  }

  /** What no schema can say: it depends on the clock, the shop, or another field. */
  private static final Set<String> BEYOND =
      Set.of(
          "/at = \"2024-03-01T10:00:00Z\"",
          "/at = \"2026-03-02T08:49:00Z\"",
          "/at = \"2026-03-02T09:11:00Z\"",
          "/at = \"2036-03-01T10:00:00Z\"",
          "/properties/stars = 1e-21",
          "/attributes/size = 1e-21",
          "/birthday = \"2026-03-04\"",
          "/consents/email/at = \"1900-01-01T00:00:00+18:00\"",
          "/consents/email/at = \"2026-03-02T09:11:00Z\"",
          "/consents/email/at = \"9999-12-31T23:59:59-18:00\"",
          "/currency = \"CHF\"",
          "/currency = \"JPY\"",
          "/currency = \"XYZ\"",
          "/discount = \"0.005\"",
          "/discount = \"7.01\"",
          "/lines/0/discount = \"5.01\"",
          "/lines/0/unitCost = \"1.001\"",
          "/lines/0/quantity = 1.0000001",
          "/lines/0/tax = \"4.01\"",
          "/lines/0/total = \"4.03\"",
          "/lines/0/unitPrice = \"500000001\"",
          "/rate = 0.86",
          "/shippingDiscount = \"1.01\"",
          "/zone = \"Mars/Olympus\"",
          "/zone = \"europe/paris\"");

  @Test
  void theSchemasAreAsStrictAsTheHandlers() {
    var taken = new TreeSet<String>();
    var inputs =
        Map.of(
            "Purchase", Map.entry(BadInputs.RIGHT_PURCHASE, BadInputs.PURCHASES),
            "Activity", Map.entry(BadInputs.RIGHT_ACTIVITY, BadInputs.ACTIVITIES),
            "Refund", Map.entry(BadInputs.RIGHT_REFUND, BadInputs.REFUNDS),
            "Profile", Map.entry(BadInputs.RIGHT_PROFILE, BadInputs.PROFILES));
    inputs.forEach(
        (schema, each) -> {
          assertEquals(List.of(), SCHEMAS.mistakes(schema, Shop.json(each.getKey())));
          for (var mutation : each.getValue()) {
            if (SCHEMAS.mistakes(schema, Shop.json(mutation.in(each.getKey()))).isEmpty()) {
              taken.add(mutation.toString());
            }
          }
        });
    assertEquals(new TreeSet<>(BEYOND), taken);
    var country = API.root().at("/components/schemas/Country/enum");
    var countries = new TreeSet<String>();
    country.forEach(each -> countries.add(each.asText()));
    assertEquals(new TreeSet<>(Set.of(Locale.getISOCountries())), countries);
  }
}
