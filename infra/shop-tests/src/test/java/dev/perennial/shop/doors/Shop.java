package dev.perennial.shop.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.audit.Check;
import dev.perennial.doors.Queue;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.Handlers;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.stack.StackListener;
import dev.perennial.programme.Applying;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The project's own template and programme on a laptop stack, its clock standing at first. */
final class Shop implements AutoCloseable {
  /** A Monday. */
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  static final String BUS = "perennial";

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** Signs the tokens of the samples. */
  private static final String SECRET = "a secret that only tests know of";

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<JsonNode> lines = new CopyOnWriteArrayList<>();
  private final LaptopStack stack;

  Shop(ClientInterceptor between) {
    this(between, Handlers.ON_CLASS_PATH);
  }

  /** A shop whose functions' code comes from elsewhere. */
  Shop(ClientInterceptor between, Handlers handlers) {
    stack =
        LaptopStack.start(
            Options.of(Project.template(), START)
                .withHandlers(handlers)
                .withInterceptor(between)
                .withListener(
                    new StackListener() {
                      @Override
                      public void event(String bus, JsonNode event) {
                        events.add(event);
                      }

                      @Override
                      public void line(String function, String line) {
                        lines.add(json(line));
                      }
                    }));
    try {
      Applying.apply(
          Project.TOP.resolve("programme"),
          stores(),
          SECRET.getBytes(StandardCharsets.UTF_8),
          START);
      stack.drain();
    } catch (IOException | ProgrammeFault e) {
      throw new IllegalStateException("the project's programme does not apply", e);
    }
  }

  static Shop open() {
    return new Shop(ClientInterceptor.NONE);
  }

  LaptopStack stack() {
    return stack;
  }

  Stores stores() {
    return Stores.in(stack.cloud("CustomersFunction"));
  }

  Queue queue(String function, String setting) {
    return new Queue(stack.cloud(function), setting);
  }

  HttpAnswer send(String method, String path, String body) {
    return stack.http(method, path, JSON, body);
  }

  HttpAnswer get(String path) {
    return stack.http("GET", path, Map.of(), "");
  }

  /** A customer who may be mailed, unless consent is refused. */
  HttpAnswer putCustomer(String customerId, boolean consents) {
    return send("PUT", "/customers/" + customerId, profile(customerId, consents));
  }

  /** Mary Somerville has 120 points to spend, and no profile. */
  void earnForMary() {
    var body = purchase("mary-1780", "order-1", START.minus(Duration.ofDays(40)), "120.00");
    var answer = send("POST", "/purchases", body);
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.text());
    }
  }

  /**
   * Joan Clarke's first order, by Mary's code, and all of it given back; nobody heard of it yet.
   */
  void bringJoan() {
    var code = json(get("/customers/mary-1780/referral").text()).path("code").asText();
    var bought = purchase("joan-1917", "joan-1", START.minus(Duration.ofDays(1)), "20.00");
    var refund =
        """
        {"refundId": "joan-back", "purchaseId": "joan-1", "customerId": "joan-1917",
         "at": "2026-03-02T08:00:00Z", "all": true}
        """;
    var answers =
        List.of(
            send("POST", "/purchases", withReferral(bought, code)),
            send("POST", "/refunds", refund));
    if (!answers.stream().allMatch(answer -> answer.status() == 201)) {
      throw new IllegalStateException(answers.toString());
    }
  }

  /** A purchase that names a referral code. */
  static String withReferral(String purchase, String code) {
    return purchase.replace("\"currency\"", "\"referralCode\": \"" + code + "\", \"currency\"");
  }

  static String profile(String customerId, boolean consents) {
    return """
    {"email": "%s@example.com", "name": "Ada Lovelace", "consents":
      {"email": {"granted": %s, "at": "2026-02-01T10:00:00Z", "source": "test form"}}}
    """
        .formatted(customerId, consents);
  }

  HttpAnswer buy(String customerId, String purchaseId) {
    return send("POST", "/purchases", purchase(customerId, purchaseId, START, "10.00"));
  }

  static String purchase(String customerId, String purchaseId, Instant at, String price) {
    return """
    {"purchaseId": "%s", "customerId": "%s", "at": "%s", "currency": "GBP",
     "lines": [{"sku": "85123A", "quantity": 1, "unitPrice": "%s"}]}
    """
        .formatted(purchaseId, customerId, at, price);
  }

  /** All events so far of a detail-type. */
  List<JsonNode> events(String type) {
    return events.stream().filter(e -> e.path("detail-type").asText().equals(type)).toList();
  }

  /** All lines that functions logged so far, figures included. */
  List<JsonNode> lines() {
    return lines;
  }

  /** Forgets the events so far. */
  void forgetEvents() {
    events.clear();
  }

  /** Whether every ledger folds to its account. */
  Check.Report check() {
    var rules = new RulesInForce(stores().programme()).at(stack.clock().instant());
    return Check.run(
        stack.dynamo(),
        table("CustomersTable"),
        table("HistoryTable"),
        table("ProgrammeTable"),
        rules.programme(),
        false);
  }

  private String table(String id) {
    return Objects.requireNonNull(stack.template().tables().get(id)).name();
  }

  /** Every item of every table, as text in the order of their keys. */
  Map<String, String> tables() {
    var all = new TreeMap<String, String>();
    for (var table : stack.template().tables().values()) {
      for (var item : items(table.name())) {
        var keys = new TreeMap<String, String>();
        for (var key : List.of("customerId", "id", "kind", "version")) {
          var value = item.get(key);
          if (value != null && value.s() != null) {
            keys.put(key, value.s());
          }
        }
        all.put(table.name() + keys, new TreeMap<>(item).toString());
      }
    }
    return all;
  }

  List<Map<String, AttributeValue>> items(String table) {
    return stack
        .dynamo()
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode sample(String name) {
    return (ObjectNode) json(Project.text(Project.TOP.resolve("events/" + name + ".json")));
  }

  /** The body that an HTTP sample carries. */
  static String sampleBody(String name) {
    return sample(name).path("body").asText();
  }

  @Override
  public void close() {
    stack.close();
  }
}
