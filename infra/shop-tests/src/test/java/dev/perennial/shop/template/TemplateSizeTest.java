package dev.perennial.shop.template;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/**
 * How much of CloudFormation's limit the stack takes with every option, after SAM made of each
 * function what it makes. {@code make lint} has SAM itself count, and prints the same number.
 */
final class TemplateSizeTest {
  private static final int LIMIT = 500;

  /** CodeDeploy's application and role, once there are canaries, and the API's stage. */
  private static final int MADE_ONCE = 3;

  /** A function, its version, its alias, its deployment group. */
  private static final int OF_A_FUNCTION = 4;

  private final TemplateText template = new TemplateText();
  private final int functions = template.functions().size();
  private final int ofFunctions = functions * OF_A_FUNCTION + declared(true) + eventSources();
  private final int all = ofFunctions + declared(false) + MADE_ONCE;

  @Test
  void theStackIsFarFromTheLimit() {
    assertTrue(all <= 0.7 * LIMIT, "resources: " + all);
  }

  /** A number, and not a share of what is there, which each new function would make larger. */
  @Test
  void thereIsRoomForTwentyMoreFunctionsOrSixteenWithCanaries() {
    // a canary needs a deployment group for each function
    var without = all - functions + 20 * (ofFunctions - functions) / functions;
    assertTrue(without <= LIMIT, "without canaries: " + without);
    var with = all + 16 * ofFunctions / functions;
    assertTrue(with <= LIMIT, "with canaries: " + with);
  }

  /** What SAM makes of events: a rule or a schedule with who may call, a mapping, a permission. */
  private int eventSources() {
    int made = 0;
    for (var function : template.functions().values()) {
      made += function.has("EventInvokeConfig") ? 1 : 0;
      for (var event : function.path("Events")) {
        made += made(event);
      }
    }
    return made;
  }

  private static int made(JsonNode event) {
    var type = event.path("Type").asText();
    return switch (type) {
      case "HttpApi", "DynamoDB", "SQS" -> 1;
      case "EventBridgeRule", "ScheduleV2" -> 2;
      default -> throw new IllegalStateException("what does SAM make of " + type + "?");
    };
  }

  /** Resources that are there because a function is, or that are there anyway. */
  private int declared(boolean forFunctions) {
    int found = 0;
    for (var resource : template.root().path("Resources").properties()) {
      var type = resource.getValue().path("Type").asText();
      var isOfAFunction =
          (type.equals("AWS::IAM::Role") && !resource.getKey().equals("StaffRole"))
              || resource.getKey().endsWith("Errors")
              || type.equals("AWS::ApiGatewayV2::Integration")
              || type.equals("AWS::ApiGatewayV2::Route");
      if (!type.equals(TemplateText.FUNCTION) && isOfAFunction == forFunctions) {
        found++;
      }
    }
    return found;
  }
}
