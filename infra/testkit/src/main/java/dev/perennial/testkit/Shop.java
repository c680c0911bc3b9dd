package dev.perennial.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.audit.Check;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.Handlers;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.stack.StackListener;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The project's own template and programme on a laptop stack, its clock standing at first. Of what
 * follows from a write, an event or the clock only the rooms on the class path do their part: a
 * module's shop is as small as what its tests depend on.
 */
public class Shop implements AutoCloseable {
  /** A Monday. */
  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  /** The name of the bus. */
  public static final String BUS = "perennial";

  /** For what is read and built in tests. */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  /** Signs the tokens of the samples. */
  private static final String SECRET = "a secret that only tests know of";

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** What applying the programme writes: compiled once in this JVM, copied into further shops. */
  private static final List<Map<String, AttributeValue>> COMPILED = new CopyOnWriteArrayList<>();

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<JsonNode> lines = new CopyOnWriteArrayList<>();
  private final LaptopStack stack;

  /** A shop with something between its functions and AWS. */
  public Shop(ClientInterceptor between) {
    this(between, Handlers.ON_CLASS_PATH);
  }

  /** A shop whose functions' code comes from elsewhere. */
  public Shop(ClientInterceptor between, Handlers handlers) {
    stack =
        LaptopStack.start(
            Options.of(SmallTemplate.of(Project.template()), START)
                .withHandlers(handlers)
                .withInterceptor(between)
                .withListener(new Ears(events, lines)));
    programme(stack);
    stack.drain();
  }

  private static void programme(LaptopStack stack) {
    var table = Tables.table(stack, "ProgrammeTable");
    for (var item : COMPILED) {
      stack.dynamo().putItem(request -> request.tableName(table).item(item));
    }
    if (!COMPILED.isEmpty()) {
      return;
    }
    try {
      var stores = Stores.in(stack.cloud("CustomersFunction"));
      var secret = SECRET.getBytes(StandardCharsets.UTF_8);
      Activation.of(Project.programme()).apply(stores, secret, START);
      COMPILED.addAll(Tables.items(stack, "ProgrammeTable"));
    } catch (IOException | ProgrammeFault e) {
      throw new IllegalStateException("the project's programme does not apply", e);
    }
  }

  private record Ears(List<JsonNode> events, List<JsonNode> lines) implements StackListener {
    @Override
    public void event(String bus, JsonNode event) {
      events.add(event);
    }

    @Override
    public void line(String function, String line) {
      lines.add(json(line));
    }
  }

  /** A shop, and nothing between. */
  public static Shop open() {
    return new Shop(ClientInterceptor.NONE);
  }

  /** What the shop runs on. */
  public LaptopStack stack() {
    return stack;
  }

  /** The functions' stores, past them. */
  public Stores stores() {
    return Stores.in(stack.cloud("CustomersFunction"));
  }

  /** A queue that a function's setting names. */
  public Queue queue(String function, String setting) {
    return new Queue(stack.cloud(function), setting);
  }

  /** Sends JSON as the back-end. */
  public HttpAnswer send(String method, String path, String body) {
    return stack.http(method, path, JSON, body);
  }

  /** Asks as the back-end. */
  public HttpAnswer get(String path) {
    return stack.http("GET", path, Map.of(), "");
  }

  /** A customer who may be mailed, unless consent is refused. */
  public HttpAnswer putCustomer(String customerId, boolean consents) {
    return send("PUT", "/customers/" + customerId, profile(customerId, consents));
  }

  /** Mary Somerville has 120 points to spend, and no profile. */
  public void earnForMary() {
    var body = purchase("mary-1780", "order-1", START.minus(Duration.ofDays(40)), "120.00");
    var answer = send("POST", "/purchases", body);
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.text());
    }
  }

  /**
   * Joan Clarke's first order, by Mary's code, and all of it given back; nobody heard of it yet.
   */
  public void bringJoan() {
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
  public static String withReferral(String purchase, String code) {
    return purchase.replace("\"currency\"", "\"referralCode\": \"" + code + "\", \"currency\"");
  }

  /** The body of a profile. */
  public static String profile(String customerId, boolean consents) {
    return """
    {"email": "%s@example.com", "name": "Ada Lovelace", "consents":
      {"email": {"granted": %s, "at": "2026-02-01T10:00:00Z", "source": "test form"}}}
    """
        .formatted(customerId, consents);
  }

  /** One thing for 10 pounds, now. */
  public HttpAnswer buy(String customerId, String purchaseId) {
    return send("POST", "/purchases", purchase(customerId, purchaseId, START, "10.00"));
  }

  /** The body of a purchase of one thing. */
  public static String purchase(String customerId, String purchaseId, Instant at, String price) {
    return """
    {"purchaseId": "%s", "customerId": "%s", "at": "%s", "currency": "GBP",
     "lines": [{"sku": "85123A", "quantity": 1, "unitPrice": "%s"}]}
    """
        .formatted(purchaseId, customerId, at, price);
  }

  /** All events so far of a detail-type. */
  public List<JsonNode> events(String type) {
    return events.stream().filter(e -> e.path("detail-type").asText().equals(type)).toList();
  }

  /** All lines that functions logged so far, figures included. */
  public List<JsonNode> lines() {
    return lines;
  }

  /** Forgets the events so far. */
  public void forgetEvents() {
    events.clear();
  }

  /** Whether every ledger folds to its account. */
  public Check.Report check() {
    var rules = new RulesInForce(stores().programme()).at(stack.clock().instant());
    return Check.run(
        stack.dynamo(),
        Tables.table(stack, "CustomersTable"),
        Tables.table(stack, "HistoryTable"),
        Tables.table(stack, "ProgrammeTable"),
        rules.programme(),
        false);
  }

  /** Every item of every table, as text in the order of their keys. */
  public Map<String, String> tables() {
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

  /** Every item of a table, by its real name. */
  public List<Map<String, AttributeValue>> items(String table) {
    return stack
        .dynamo()
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** JSON, read. */
  public static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sample of what comes through a door. */
  public static ObjectNode sample(String name) {
    return (ObjectNode) json(Project.text(Project.TOP.resolve("events/" + name + ".json")));
  }

  /** The body that an HTTP sample carries. */
  public static String sampleBody(String name) {
    return sample(name).path("body").asText();
  }

  @Override
  public void close() {
    stack.close();
  }
}
