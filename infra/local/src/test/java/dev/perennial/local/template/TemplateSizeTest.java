package dev.perennial.local.template;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/**
 * How much of CloudFormation's limit of resources the stack takes, after SAM made of each function
 * what it makes. {@code make lint} counts what SAM itself makes, and finds the same.
 */
final class TemplateSizeTest {
  private static final int LIMIT = 500;

  /** A function, its version, its alias, its deployment group when there are canaries. */
  private static final int OF_A_FUNCTION = 4;

  /** Of CodeDeploy, whatever the number of functions. */
  private static final int OF_CANARIES = 2;

  private final TemplateText template = new TemplateText();

  @Test
  void thereIsRoomForTwiceTheFunctions() {
    var functions = template.functions();
    int made = OF_CANARIES + 1; // the API's stage
    int ofFunctions = 0;
    for (var function : functions.values()) {
      ofFunctions += OF_A_FUNCTION + (function.has("EventInvokeConfig") ? 1 : 0);
      for (var event : function.path("Events")) {
        ofFunctions += made(event);
      }
    }
    int declared = 0;
    for (var resource : template.root().path("Resources").properties()) {
      var type = resource.getValue().path("Type").asText();
      if (isOfAFunction(resource.getKey(), type)) {
        ofFunctions++;
      } else if (!type.equals(TemplateText.FUNCTION)) {
        declared++;
      }
    }
    var all = declared + made + ofFunctions;
    System.out.println(
        "declared " + declared + " made " + made + " functions " + ofFunctions + " all " + all);
    assertTrue(all <= 300, "resources: " + all);
    assertTrue(all + ofFunctions <= LIMIT, "with twice the functions: " + (all + ofFunctions));
  }

  private static boolean isOfAFunction(String id, String type) {
    return (type.equals("AWS::IAM::Role") && !id.equals("StaffRole"))
        || id.endsWith("Errors")
        || type.equals("AWS::ApiGatewayV2::Integration")
        || type.equals("AWS::ApiGatewayV2::Route");
  }

  /** What SAM makes of an event: a rule or a schedule with who may call, or a mapping. */
  private static int made(JsonNode event) {
    return switch (event.path("Type").asText()) {
      case "HttpApi" -> 1;
      case "EventBridgeRule", "ScheduleV2" -> 2;
      case "DynamoDB", "SQS" -> 1;
      default -> throw new IllegalStateException("SAM makes what of " + event + "?");
    };
  }
}
