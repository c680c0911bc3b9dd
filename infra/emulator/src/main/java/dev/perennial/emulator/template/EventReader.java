package dev.perennial.emulator.template;

import dev.perennial.emulator.template.Template.Access;
import dev.perennial.emulator.template.Template.QueueSource;
import dev.perennial.emulator.template.Template.Route;
import dev.perennial.emulator.template.Template.Rule;
import dev.perennial.emulator.template.Template.Schedule;
import dev.perennial.emulator.template.Template.StreamSource;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what stands under Events of a function: the event sources that invoke it. */
final class EventReader {
  final List<Route> routes = new ArrayList<>();
  final List<Rule> rules = new ArrayList<>();
  final List<Schedule> schedules = new ArrayList<>();
  final List<StreamSource> streams = new ArrayList<>();
  final List<QueueSource> queueSources = new ArrayList<>();

  private final Intrinsics intrinsics;
  private final Resources resources;
  private @Nullable Yaml apiDefaults;

  EventReader(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
    this.resources = intrinsics.resources();
  }

  void apiDefaults(@Nullable Yaml globals) {
    this.apiDefaults = globals;
  }

  void read(String function, String name, Yaml event) {
    var type = text(event, "Type");
    var properties = event.get("Properties");
    if (properties == null) {
      throw event.fail("the event " + name + " of " + function + " has no Properties");
    }
    if (isOff(properties)) {
      return;
    }
    var id = function + "/" + name;
    switch (type) {
      case "HttpApi" -> routes.add(route(function, properties));
      case "EventBridgeRule", "CloudWatchEvent" -> rules.add(rule(function, name, properties));
      case "ScheduleV2" -> schedules.add(schedule(function, id, properties));
      case "DynamoDB" -> streams.add(stream(function, id, properties));
      case "SQS" -> queueSources.add(queueSource(function, id, properties));
      default -> throw event.fail("the laptop stack has no events of type " + type);
    }
  }

  private boolean isOff(Yaml properties) {
    var enabled = intrinsics.pick(properties.get("Enabled"));
    var state = intrinsics.pick(properties.get("State"));
    return (enabled != null && intrinsics.text(enabled).equals("false"))
        || (state != null && intrinsics.text(state).equals("DISABLED"));
  }

  /** Fails for what would change the behaviour and is not emulated. */
  static void refuse(Yaml map, String... keys) {
    for (var key : keys) {
      var found = map.get(key);
      if (found != null) {
        throw found.fail("the laptop stack does not know " + key + " here");
      }
    }
  }

  private Route route(String function, Yaml properties) {
    var method = text(properties, "Method").toUpperCase(Locale.ROOT);
    var version = intrinsics.pick(properties.get("PayloadFormatVersion"));
    if (version != null && !intrinsics.text(version).equals("2.0")) {
      throw version.fail("the laptop stack has payload format 2.0 only");
    }
    var auth = intrinsics.pick(properties.get("Auth"));
    var authorizer = auth == null ? null : intrinsics.pick(auth.get("Authorizer"));
    if (authorizer == null) {
      authorizer = defaultAuthorizer(intrinsics.pick(properties.get("ApiId")));
    }
    return new Route(
        function,
        method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? "ANY" : method,
        text(properties, "Path"),
        authorizer == null ? Access.OPEN : access(intrinsics.text(authorizer)));
  }

  private static Access access(String authorizer) {
    return switch (authorizer) {
      case "NONE" -> Access.OPEN;
      case "AWS_IAM" -> Access.IAM;
      default -> Access.TOKEN;
    };
  }

  private @Nullable Yaml defaultAuthorizer(@Nullable Yaml apiId) {
    var auth = apiDefaults == null ? null : intrinsics.pick(apiDefaults.get("Auth"));
    if (apiId != null) {
      var name = intrinsics.text(apiId);
      for (var api : resources.ofType(Resources.API).entrySet()) {
        if (resources.name(api.getValue(), api.getKey()).equals(name)) {
          var own = resources.property(api.getValue(), "Auth");
          auth = own == null ? auth : own;
        }
      }
    }
    return auth == null ? null : intrinsics.pick(auth.get("DefaultAuthorizer"));
  }

  private Rule rule(String function, String name, Yaml properties) {
    refuse(properties, "InputPath", "InputTransformer");
    var bus = intrinsics.pick(properties.get("EventBusName"));
    var input = intrinsics.pick(properties.get("Input"));
    var own = intrinsics.pick(properties.get("RuleName"));
    var ruleName =
        own == null
            ? intrinsics.ref(properties, "AWS::StackName") + "-" + function + name
            : intrinsics.text(own);
    return new Rule(
        function + "/" + name,
        resources.ruleArn(bus, ruleName),
        bus == null ? "default" : intrinsics.text(bus),
        intrinsics.json(intrinsics.needed(properties, "Pattern")).toString(),
        resources.attribute(properties, function, "Arn"),
        input == null ? null : intrinsics.text(input));
  }

  private Schedule schedule(String function, String id, Yaml properties) {
    refuse(properties, "StartDate", "EndDate");
    var zone = intrinsics.pick(properties.get("ScheduleExpressionTimezone"));
    var input = intrinsics.pick(properties.get("Input"));
    return new Schedule(
        id,
        function,
        text(properties, "ScheduleExpression"),
        zone == null ? ZoneId.of("UTC") : zone(zone),
        input == null ? null : intrinsics.text(input));
  }

  private ZoneId zone(Yaml zone) {
    try {
      return ZoneId.of(intrinsics.text(zone));
    } catch (DateTimeException e) {
      throw zone.fail(intrinsics.text(zone) + " is not a time zone such as Europe/London");
    }
  }

  private StreamSource stream(String function, String id, Yaml properties) {
    var stream = intrinsics.needed(properties, "Stream");
    var arn = intrinsics.text(stream);
    String table = null;
    for (var declared : resources.ofType(Resources.TABLE).entrySet()) {
      if (arn.equals(resources.attribute(stream, declared.getKey(), "StreamArn"))) {
        table = declared.getKey();
        if (resources.property(declared.getValue(), "StreamSpecification") == null) {
          throw stream.fail("the table " + table + " has no stream");
        }
      }
    }
    if (table == null) {
      throw stream.fail("the stream " + arn + " is not of a table of this template");
    }
    return new StreamSource(
        id,
        function,
        table,
        numberOr(properties, "BatchSize", 100),
        numberOr(properties, "MaximumRetryAttempts", -1),
        flag(properties, "BisectBatchOnFunctionError"),
        reportsFailures(properties),
        text(properties, "StartingPosition").equals("LATEST"),
        filters(properties),
        failureArn(properties));
  }

  private @Nullable String failureArn(Yaml properties) {
    var destinations = intrinsics.pick(properties.get("DestinationConfig"));
    var failure = destinations == null ? null : intrinsics.pick(destinations.get("OnFailure"));
    return failure == null ? null : text(failure, "Destination");
  }

  private List<String> filters(Yaml properties) {
    var criteria = intrinsics.pick(properties.get("FilterCriteria"));
    if (criteria == null) {
      return List.of();
    }
    return intrinsics.needed(criteria, "Filters").items().stream()
        .map(filter -> text(filter, "Pattern"))
        .toList();
  }

  private QueueSource queueSource(String function, String id, Yaml properties) {
    refuse(properties, "FilterCriteria");
    var queue = intrinsics.needed(properties, "Queue");
    var arn = intrinsics.text(queue);
    for (var declared : resources.ofType(Resources.QUEUE).keySet()) {
      if (arn.equals(resources.attribute(queue, declared, "Arn"))) {
        var size = numberOr(properties, "BatchSize", 10);
        return new QueueSource(id, function, declared, size, reportsFailures(properties));
      }
    }
    throw queue.fail("the queue " + arn + " is not declared in this template");
  }

  private boolean reportsFailures(Yaml properties) {
    var types = intrinsics.pick(properties.get("FunctionResponseTypes"));
    return types != null
        && types.items().stream()
            .anyMatch(type -> intrinsics.text(type).equals("ReportBatchItemFailures"));
  }

  private int numberOr(Yaml properties, String name, int otherwise) {
    var value = intrinsics.pick(properties.get(name));
    return value == null ? otherwise : intrinsics.number(value);
  }

  private boolean flag(Yaml properties, String name) {
    var value = intrinsics.pick(properties.get(name));
    return value != null && Boolean.parseBoolean(intrinsics.text(value));
  }

  private String text(Yaml map, String key) {
    return intrinsics.text(intrinsics.needed(map, key));
  }
}
