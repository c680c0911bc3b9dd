package dev.perennial.emulator.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The declared resources whose condition holds, and the names and ARNs that they have locally. */
final class Resources {
  static final String REGION = Template.REGION;
  static final String ACCOUNT = Template.ACCOUNT;
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String BUS = "AWS::Events::EventBus";
  static final String RULE = "AWS::Events::Rule";
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String API = "AWS::Serverless::HttpApi";
  static final String CONFIGURATION_SET = "AWS::SES::ConfigurationSet";
  static final String STAFF_API = "AWS::ApiGatewayV2::Api";
  static final String STAGE = "AWS::ApiGatewayV2::Stage";
  static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";
  static final String ROUTE = "AWS::ApiGatewayV2::Route";
  static final String EVENT_DESTINATION = "AWS::SES::ConfigurationSetEventDestination";

  /** Event sources that the laptop stack would leave shut without saying so. */
  private static final Set<String> REFUSED =
      Set.of(
          "AWS::Lambda::EventSourceMapping",
          "AWS::Scheduler::Schedule",
          "AWS::Pipes::Pipe",
          "AWS::Lambda::Function",
          "AWS::Serverless::StateMachine");

  private final Intrinsics intrinsics;
  private final Map<String, Yaml> byId = new LinkedHashMap<>();

  Resources(Map<String, Yaml> declared, Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
    declared.forEach(
        (id, resource) -> {
          var condition = resource.get("Condition");
          if (condition == null || intrinsics.condition(condition, condition.scalar())) {
            byId.put(id, resource);
            if (REFUSED.contains(type(resource))) {
              throw resource.fail(id + ": the laptop stack does not run a " + type(resource));
            }
          }
        });
  }

  /** On another bus than the default one, a rule's ARN has the bus within. */
  String ruleArn(@Nullable Yaml bus, String name) {
    var picked = intrinsics.pick(bus);
    var named = picked == null ? "" : intrinsics.text(picked).replaceFirst(".*/", "");
    return arn("events", "rule/" + (named.matches("|default") ? "" : named + "/") + name);
  }

  static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  Map<String, Yaml> ofType(String type) {
    var found = new LinkedHashMap<String, Yaml>();
    byId.forEach(
        (id, resource) -> {
          if (type(resource).equals(type)) {
            found.put(id, resource);
          }
        });
    return found;
  }

  private static String type(Yaml resource) {
    var type = resource.get("Type");
    if (type == null) {
      throw resource.fail("a resource needs a Type");
    }
    return type.scalar();
  }

  /** The picked property of a resource, or null. */
  @Nullable Yaml property(Yaml resource, String name) {
    var properties = resource.get("Properties");
    return properties == null ? null : intrinsics.pick(properties.get(name));
  }

  String ref(Yaml where, String id) {
    // SAM makes Function.Version and Function.Alias; here a function has neither.
    var resource = find(where, id.replaceFirst("[.](Version|Alias)$", ""));
    return type(resource).equals(QUEUE) ? queueUrl(name(resource, id)) : name(resource, id);
  }

  String attribute(Yaml where, String id, String attribute) {
    var resource = find(where, id);
    var name = name(resource, id);
    return switch (type(resource) + " " + attribute) {
      case TABLE + " Arn" -> arn("dynamodb", "table/" + name);
      case TABLE + " StreamArn" -> arn("dynamodb", "table/" + name + "/stream/local");
      case QUEUE + " Arn" -> arn("sqs", name);
      case QUEUE + " QueueName", BUS + " Name" -> name;
      case QUEUE + " QueueUrl" -> queueUrl(name);
      case BUS + " Arn" -> arn("events", "event-bus/" + name);
      case FUNCTION + " Arn" -> arn("lambda", "function:" + name);
      case RULE + " Arn" -> ruleArn(property(resource, "EventBusName"), name);
      case API + " ApiEndpoint" -> "http://localhost";
      default ->
          throw where.fail(
              "the laptop stack does not know "
                  + attribute
                  + " of "
                  + id
                  + ", a "
                  + type(resource));
    };
  }

  static String queueUrl(String name) {
    return "https://sqs.localhost/" + ACCOUNT + "/" + name;
  }

  private Yaml find(Yaml where, String id) {
    var resource = byId.get(id);
    if (resource == null) {
      throw where.fail(id + " is neither a parameter nor a resource of this template");
    }
    return resource;
  }

  /** The physical name: declared, or made as CloudFormation does but without the random end. */
  String name(Yaml resource, String id) {
    var property =
        switch (type(resource)) {
          case TABLE -> "TableName";
          case QUEUE -> "QueueName";
          case BUS, RULE, CONFIGURATION_SET, API, STAFF_API -> "Name";
          case INTEGRATION -> "IntegrationName"; // there is none: named after its logical id
          case FUNCTION -> "FunctionName";
          default ->
              throw resource.fail(
                  "the laptop stack does not know the name of " + id + ", a " + type(resource));
        };
    var name = property(resource, property);
    return name == null
        ? intrinsics.ref(resource, "AWS::StackName") + "-" + id
        : intrinsics.text(name);
  }
}
