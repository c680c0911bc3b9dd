package dev.perennial.emulator.stack;

import dev.perennial.emulator.mailbox.Mailbox;
import dev.perennial.emulator.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Connects what the template declares; nothing else is connected. */
final class Wiring {
  final Functions functions;
  final LocalEventBridge events;
  final Schedules schedules = new Schedules();
  final HttpApi api;
  final AwsApi aws;

  /** In the order in which they are worked on. */
  final List<Source> sources = new ArrayList<>();

  private final Map<String, MessageQueue> queues = new LinkedHashMap<>();
  private final Map<String, AsyncInvoker> invokers = new LinkedHashMap<>();
  private final Template template;
  private final StackClock clock;

  Wiring(
      Options options,
      Database database,
      Mailbox mailbox,
      Journal journal,
      StackClock clock,
      Instant origin,
      Counts.Counters counts,
      ExecutorService workers) {
    this.template = options.template();
    this.clock = clock;
    var listener = options.listener();
    template.tables().values().forEach(database::create);
    database.onIndexed(schedules::wake);
    var byArn = queues(journal);
    var sqs = new LocalSqs(clock);
    queues.forEach((id, queue) -> sqs.add(declared(id), queue));
    this.events =
        new LocalEventBridge(
            List.copyOf(template.buses().values()), counts, listener, options.watched(), clock);
    var sets = template.configurationSets().values();
    var ses = new LocalSes(mailbox, sets, events, counts, listener, clock);
    var services = new HashMap<Class<? extends SdkClient>, SdkClient>();
    services.put(DynamoDbClient.class, database.client());
    services.put(SqsClient.class, sqs);
    services.put(EventBridgeClient.class, events);
    services.put(SesClient.class, ses);
    this.functions = new Functions(counts, listener, options.handlers(), clock);
    var destinations = new Destinations(byArn, clock, counts);
    for (var function : template.functions().values()) {
      var between = options.interceptor();
      functions.add(
          function,
          new LocalCloud(template.stackName(), function, clock, services, between, listener));
      invokers.put(
          function.arn(), new AsyncInvoker(function, functions, destinations, journal, clock));
    }
    this.api = new HttpApi(template.routes(), functions, clock);
    var urls = new TreeMap<String, String>();
    template.queues().values().forEach(queue -> urls.put(queue.name(), queue.url()));
    this.aws = new AwsApi(sqs, events, urls);
    streams(database, destinations, journal);
    sources.addAll(invokers.values());
    for (var source : template.queueSources()) {
      var queue = queue(source.queue());
      sources.add(
          new QueueConsumer(
              source,
              declared(source.queue()),
              queue,
              functions,
              clock,
              workers,
              options.workers()));
    }
    rules(byArn);
    schedules(origin);
  }

  private Template.Queue declared(String id) {
    var queue = template.queues().get(id);
    if (queue == null) {
      throw new IllegalArgumentException(
          "no queue " + id + " is declared; there are " + template.queues().keySet());
    }
    return queue;
  }

  MessageQueue queue(String id) {
    var queue = queues.get(declared(id).id());
    if (queue == null) {
      throw new IllegalArgumentException("no queue " + id);
    }
    return queue;
  }

  private Map<String, MessageQueue> queues(Journal journal) {
    var byArn = new HashMap<String, MessageQueue>();
    for (var queue : template.queues().values()) {
      var made =
          new MessageQueue("queue " + queue.id(), queue.visibility(), queue.maxReceives(), journal);
      queues.put(queue.id(), made);
      byArn.put(queue.arn(), made);
    }
    for (var queue : template.queues().values()) {
      if (queue.deadLetterArn() != null) {
        var letters = byArn.get(queue.deadLetterArn());
        if (letters == null) {
          throw new IllegalArgumentException(
              queue.id() + ": its dead-letter queue is not declared: " + queue.deadLetterArn());
        }
        queue(queue.id()).deadLettersTo(letters);
      }
    }
    return byArn;
  }

  private void streams(Database database, Destinations destinations, Journal journal) {
    for (var source : template.streams()) {
      var table = template.tables().get(source.table());
      if (table == null) {
        throw new IllegalArgumentException(source.name() + ": no table " + source.table());
      }
      var position = new StreamPosition(database.streams(), database.streamArn(table.name()));
      var consumer = new StreamConsumer(source, position, functions, destinations, journal, clock);
      database.onWrite(table.name(), consumer::tableWritten);
      sources.add(consumer);
    }
  }

  private void rules(Map<String, MessageQueue> byArn) {
    for (var rule : template.rules()) {
      var bus = events.bus(rule.bus());
      if (bus == null) {
        throw new IllegalArgumentException(rule.name() + ": no bus " + rule.bus());
      }
      bus.add(rule, target(rule, byArn));
    }
  }

  private Consumer<String> target(Template.Rule rule, Map<String, MessageQueue> byArn) {
    var invoker = invokers.get(rule.targetArn());
    if (invoker != null) {
      return invoker::accept;
    }
    var queue = byArn.get(rule.targetArn());
    if (queue != null) {
      return event -> queue.send(event, Json.object(), clock.instant(), Duration.ZERO);
    }
    throw new IllegalArgumentException(
        rule.name() + ": its target is neither a function nor a queue: " + rule.targetArn());
  }

  private void schedules(Instant origin) {
    for (var schedule : template.schedules()) {
      var function = template.functions().get(schedule.function());
      var invoker = function == null ? null : invokers.get(function.arn());
      if (invoker == null) {
        throw new IllegalArgumentException(schedule.name() + ": no such function");
      }
      schedules.add(
          schedule,
          event -> invoker.accept(event, answer -> sleep(schedule.name(), answer)),
          origin,
          clock.instant());
    }
  }

  private void sleep(String schedule, String answer) {
    var json = answer.startsWith("{") ? Json.parse(answer) : Json.object();
    if (json.has("next")) {
      var next = json.path("next").isNull() ? null : Instant.parse(json.path("next").asText());
      schedules.sleep(schedule, next);
    }
  }
}
