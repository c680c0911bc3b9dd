package dev.perennial.emulator.template;

import dev.perennial.emulator.template.Template.Bus;
import dev.perennial.emulator.template.Template.ConfigurationSet;
import dev.perennial.emulator.template.Template.Function;
import dev.perennial.emulator.template.Template.Index;
import dev.perennial.emulator.template.Template.Queue;
import dev.perennial.emulator.template.Template.Rule;
import dev.perennial.emulator.template.Template.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the resources of a template into {@link Template}'s records. */
final class TemplateReader {
  private final Intrinsics intrinsics;
  private final Resources resources;
  private final @Nullable Yaml functionDefaults;
  private final Yaml root;

  TemplateReader(Yaml root, Map<String, String> parameters) {
    this.root = root;
    this.intrinsics = new Intrinsics(root, parameters);
    this.resources = intrinsics.resources();
    var globals = root.get("Globals");
    this.functionDefaults = globals == null ? null : globals.get("Function");
  }

  Template read() {
    var tables = new LinkedHashMap<String, Table>();
    resources.ofType(Resources.TABLE).forEach((id, r) -> tables.put(id, table(id, r)));
    var queues = new LinkedHashMap<String, Queue>();
    resources.ofType(Resources.QUEUE).forEach((id, r) -> queues.put(id, queue(id, r)));
    var buses = new LinkedHashMap<String, Bus>();
    resources.ofType(Resources.BUS).forEach((id, r) -> buses.put(id, bus(id, r)));
    var functions = new LinkedHashMap<String, Function>();
    var events = new EventReader(intrinsics);
    var globals = root.get("Globals");
    events.apiDefaults(globals == null ? null : globals.get("HttpApi"));
    resources
        .ofType(Resources.FUNCTION)
        .forEach(
            (id, r) -> {
              functions.put(id, function(id, r));
              var declared = resources.property(r, "Events");
              if (declared != null) {
                declared.entries().forEach((name, event) -> events.read(id, name, event));
              }
            });
    events.routes.addAll(new StaffRoutes(intrinsics).read());
    resources.ofType(Resources.RULE).forEach((id, r) -> events.rules.addAll(standalone(id, r)));
    return new Template(
        intrinsics.ref(root, "AWS::StackName"),
        tables,
        queues,
        buses,
        functions,
        List.copyOf(events.routes),
        List.copyOf(events.rules),
        List.copyOf(events.schedules),
        List.copyOf(events.streams),
        List.copyOf(events.queueSources),
        configurationSets());
  }

  private Table table(String id, Yaml resource) {
    var types = new LinkedHashMap<String, String>();
    for (var definition : list(resource, "AttributeDefinitions")) {
      types.put(text(definition, "AttributeName"), text(definition, "AttributeType"));
    }
    var indexes = new ArrayList<Index>();
    for (var index : list(resource, "GlobalSecondaryIndexes")) {
      var projection = needed(index, "Projection");
      var attributes = projection.get("NonKeyAttributes");
      indexes.add(
          new Index(
              text(index, "IndexName"),
              keys(needed(index, "KeySchema").items()),
              text(projection, "ProjectionType"),
              attributes == null
                  ? List.of()
                  : attributes.items().stream().map(intrinsics::text).toList()));
    }
    var stream = resources.property(resource, "StreamSpecification");
    return new Table(
        id,
        resources.name(resource, id),
        keys(list(resource, "KeySchema")),
        types,
        stream == null ? null : text(stream, "StreamViewType"),
        indexes);
  }

  private List<Template.Key> keys(List<Yaml> schema) {
    return schema.stream()
        .map(key -> new Template.Key(text(key, "AttributeName"), text(key, "KeyType")))
        .toList();
  }

  private Queue queue(String id, Yaml resource) {
    var fifo = resources.property(resource, "FifoQueue");
    if (fifo != null && intrinsics.text(fifo).equals("true")) {
      throw fifo.fail(id + ": the laptop stack has standard queues only");
    }
    var name = resources.name(resource, id);
    var redrive = resources.property(resource, "RedrivePolicy");
    return new Queue(
        id,
        name,
        Resources.queueUrl(name),
        Resources.arn("sqs", name),
        seconds(resource, "VisibilityTimeout", 30),
        seconds(resource, "DelaySeconds", 0),
        redrive == null ? null : text(redrive, "deadLetterTargetArn"),
        redrive == null
            ? Integer.MAX_VALUE
            : intrinsics.number(needed(redrive, "maxReceiveCount")));
  }

  private Bus bus(String id, Yaml resource) {
    var name = resources.name(resource, id);
    return new Bus(id, name, Resources.arn("events", "event-bus/" + name));
  }

  private Function function(String id, Yaml resource) {
    var handler = functionProperty(resource, "Handler");
    if (handler == null) {
      throw resource.fail(id + " has no Handler");
    }
    var environment = new LinkedHashMap<String, String>();
    if (functionDefaults != null) {
      variables(intrinsics.pick(functionDefaults.get("Environment")), environment);
    }
    variables(resources.property(resource, "Environment"), environment);
    var timeout = functionProperty(resource, "Timeout");
    var memory = functionProperty(resource, "MemorySize");
    var async = functionProperty(resource, "EventInvokeConfig");
    var retries = async == null ? null : intrinsics.pick(async.get("MaximumRetryAttempts"));
    var deadLetters = functionProperty(resource, "DeadLetterQueue");
    var name = resources.name(resource, id);
    return new Function(
        id,
        name,
        Resources.arn("lambda", "function:" + name),
        intrinsics.text(handler),
        environment,
        memory == null ? 128 : intrinsics.number(memory),
        Duration.ofSeconds(timeout == null ? 3 : intrinsics.number(timeout)),
        retries == null ? 2 : intrinsics.number(retries),
        async == null ? null : onFailure(async, "Destination"),
        deadLetters == null ? null : text(deadLetters, "TargetArn"),
        resource.file() + ":" + handler.line());
  }

  private @Nullable String onFailure(Yaml config, String key) {
    var destinations = intrinsics.pick(config.get("DestinationConfig"));
    var failure = destinations == null ? null : intrinsics.pick(destinations.get("OnFailure"));
    return failure == null ? null : text(failure, key);
  }

  private @Nullable Yaml functionProperty(Yaml resource, String name) {
    var own = resources.property(resource, name);
    return own != null || functionDefaults == null
        ? own
        : intrinsics.pick(functionDefaults.get(name));
  }

  private void variables(@Nullable Yaml environment, Map<String, String> into) {
    var variables = environment == null ? null : intrinsics.pick(environment.get("Variables"));
    if (variables != null) {
      variables
          .entries()
          .forEach(
              (name, value) -> {
                if (intrinsics.pick(value) != null) {
                  into.put(name, intrinsics.text(value));
                }
              });
    }
  }

  private List<Rule> standalone(String id, Yaml resource) {
    var state = resources.property(resource, "State");
    if (state != null && intrinsics.text(state).equals("DISABLED")) {
      return List.of();
    }
    var pattern = resources.property(resource, "EventPattern");
    if (pattern == null) {
      throw resource.fail(id + ": the laptop stack runs rules with an EventPattern only");
    }
    var bus = resources.property(resource, "EventBusName");
    var rules = new ArrayList<Rule>();
    for (var target : list(resource, "Targets")) {
      var input = intrinsics.pick(target.get("Input"));
      EventReader.refuse(target, "InputPath", "InputTransformer");
      rules.add(
          new Rule(
              resources.name(resource, id) + "/" + text(target, "Id"),
              resources.attribute(resource, id, "Arn"),
              bus == null ? "default" : intrinsics.text(bus),
              intrinsics.json(pattern).toString(),
              text(target, "Arn"),
              input == null ? null : intrinsics.text(input)));
    }
    return rules;
  }

  private Map<String, ConfigurationSet> configurationSets() {
    var eventTypes = new LinkedHashMap<String, List<String>>();
    for (var destination : resources.ofType(Resources.EVENT_DESTINATION).values()) {
      var set = resources.property(destination, "ConfigurationSetName");
      var event = resources.property(destination, "EventDestination");
      if (set != null && event != null && event.get("EventBridgeDestination") != null) {
        var types = needed(event, "MatchingEventTypes").items();
        eventTypes
            .computeIfAbsent(intrinsics.text(set), name -> new ArrayList<>())
            .addAll(
                types.stream()
                    .map(type -> intrinsics.text(type).toUpperCase(Locale.ROOT))
                    .toList());
      }
    }
    var sets = new LinkedHashMap<String, ConfigurationSet>();
    resources
        .ofType(Resources.CONFIGURATION_SET)
        .forEach(
            (id, resource) -> {
              var name = resources.name(resource, id);
              var types = eventTypes.getOrDefault(name, List.of());
              sets.put(id, new ConfigurationSet(id, name, types));
            });
    return sets;
  }

  private Duration seconds(Yaml resource, String name, int otherwise) {
    var value = resources.property(resource, name);
    return Duration.ofSeconds(value == null ? otherwise : intrinsics.number(value));
  }

  private List<Yaml> list(Yaml resource, String name) {
    var list = resources.property(resource, name);
    return list == null ? List.of() : list.items();
  }

  private Yaml needed(Yaml map, String key) {
    return intrinsics.needed(map, key);
  }

  private String text(Yaml map, String key) {
    return intrinsics.text(needed(map, key));
  }
}
