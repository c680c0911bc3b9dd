package dev.perennial.shop.template;

import static dev.perennial.shop.template.TemplateText.each;
import static dev.perennial.shop.template.TemplateText.references;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may do what: each function no more than it is told of, and strangers only the pages of
 * shoppers.
 */
final class TemplatePermissionsTest {
  /** Tells who listens on a bus. IAM has no resource for it. */
  private static final String LISTS_RULES =
      "{\"Effect\":\"Allow\",\"Action\":\"events:ListRules\",\"Resource\":\"*\"}";

  private final TemplateText template = new TemplateText();

  @Test
  void permissionsNameEachActionAndResource() {
    var statements = new HashMap<String, JsonNode>();
    template.root().findValues("Statement").stream()
        .flatMap(list -> TemplateText.statementsOf(list).stream())
        .filter(statement -> !isOfTheKey(statement) && !text(statement).equals(LISTS_RULES))
        .forEach(statement -> statements.put(text(statement), statement));
    each(
        statements,
        (text, statement) -> {
          items(statement.path("Action"))
              .forEach(
                  action -> assertTrue(action.asText().matches("[a-z0-9]+:[A-Z][A-Za-z]+"), text));
          items(statement.path("Resource"))
              .forEach(resource -> assertFalse(isEverything(resource), text));
          assertTrue(statement.path("NotAction").isMissingNode(), text);
          assertTrue(statement.path("NotResource").isMissingNode(), text);
          assertNotEquals("*", statement.path("Principal").asText(), text);
        });
  }

  @Test
  void everyFunctionHasARoleOfItsOwn() {
    var owners = new HashMap<String, String>();
    each(
        template.functions(),
        (id, function) -> {
          var role = function.at("/Role/Fn::GetAtt").asText();
          assertTrue(role.endsWith(".Arn"), id + " needs a Role of the template");
          assertEquals(
              id,
              owners.computeIfAbsent(role, _ -> id),
              "the role " + role + " serves two functions");
          var properties = template.resource(role.replace(".Arn", "")).path("Properties");
          assertTrue(
              properties.path("ManagedPolicyArns").isMissingNode(),
              role + " borrows AWS's policies");
          assertTrue(
              function.path("Policies").isMissingNode(), id + " has Policies beside its Role");
        });
  }

  /** The API of staff calls the functions that it leads to, and may do nothing else. */
  @Test
  void everyOtherRoleIsThatOfTheApiOfStaff() {
    var roles = new TreeSet<>(template.resources("AWS::IAM::Role").keySet());
    template
        .functions()
        .values()
        .forEach(
            function -> roles.remove(function.at("/Role/Fn::GetAtt").asText().split("[.]", -1)[0]));
    assertEquals(Set.of("StaffRole"), roles);
    var role = template.resource("StaffRole").path("Properties");
    assertEquals(
        "{\"Service\":\"apigateway.amazonaws.com\"}",
        text(role.at("/AssumeRolePolicyDocument/Statement/0/Principal")));
    var statements = role.at("/Policies/0/PolicyDocument/Statement");
    assertEquals(1, statements.size());
    assertEquals("lambda:InvokeFunction", statements.at("/0/Action").asText());
    var called = new TreeSet<String>();
    template
        .resources("AWS::ApiGatewayV2::Integration")
        .values()
        .forEach(each -> called.add(each.at("/Properties/IntegrationUri/Ref").asText()));
    var may = new TreeSet<String>();
    statements.at("/0/Resource").forEach(alias -> may.add(alias.path("Ref").asText()));
    assertEquals(called, may);
  }

  @Test
  void aRoleTouchesNothingThatItsFunctionIsNotToldOf() {
    each(
        template.functions(),
        (id, function) -> {
          var known = references(function.at("/Environment/Variables"));
          known.addAll(references(function.path("Events")));
          known.addAll(references(function.path("EventInvokeConfig")));
          known.addAll(references(function.path("LoggingConfig")));
          known.add("Key"); // opens what the function is told of
          known.add("Sender"); // is known as SENDER, and stands in the name of SES's identity
          for (var statement : template.statements(function)) {
            for (var touched : references(statement.path("Resource"))) {
              assertTrue(known.contains(touched) || touched.equals("Domain"), touched);
            }
          }
        });
  }

  @Test
  void aSettingMeansTheSameInEveryFunction() {
    var meanings = new HashMap<String, String>();
    each(
        template.functions(),
        (id, function) ->
            function
                .at("/Environment/Variables")
                .properties()
                .forEach(
                    setting ->
                        assertEquals(
                            meanings.computeIfAbsent(
                                setting.getKey(), _ -> text(setting.getValue())),
                            text(setting.getValue()),
                            id + ": " + setting.getKey())));
  }

  @Test
  void onlyPagesOfShoppersAreOpen() {
    var open = new TreeSet<String>();
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (eventSource.type().equals("HttpApi")) {
            assertEquals("Api", eventSource.properties().at("/ApiId/Ref").asText(), name);
            var path = eventSource.properties().path("Path").asText();
            var authorizer = eventSource.properties().at("/Auth/Authorizer").asText("");
            if (path.startsWith("/p/")) {
              assertEquals("NONE", authorizer, name + ": a shopper cannot sign");
              open.add(eventSource.properties().path("Method").asText() + " " + path);
            } else {
              assertTrue(
                  authorizer.isEmpty(), name + ": " + path + " must take the API's own authorizer");
            }
          }
        });
    assertEquals(
        Set.of(
            "GET /p/r",
            "POST /p/r",
            "GET /p/survey",
            "POST /p/survey",
            "GET /p/unsubscribe",
            "POST /p/unsubscribe"),
        open);
    var auth = template.resource("Api").at("/Properties/Auth");
    assertEquals("AWS_IAM", auth.path("DefaultAuthorizer").asText());
    assertEquals("true", auth.path("EnableIamAuthorizer").asText());
    each(
        template.functions(),
        (id, function) -> assertTrue(function.path("FunctionUrlConfig").isMissingNode(), id));
  }

  /** A key's policy can name no resource but itself, as {@code *}. */
  private boolean isOfTheKey(JsonNode statement) {
    var ofTheKey = template.resource("Key").at("/Properties/KeyPolicy/Statement");
    return TemplateText.statementsOf(ofTheKey).contains(statement);
  }

  private static boolean isEverything(JsonNode resource) {
    var said = resource.isTextual() ? resource.asText() : resource.path("Fn::Sub").asText();
    return said.matches("(.*:)?[*]");
  }

  private static Stream<JsonNode> items(JsonNode oneOrMany) {
    var found = new ArrayList<JsonNode>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(found::add);
    } else {
      found.add(oneOrMany);
    }
    return found.stream();
  }

  private static String text(JsonNode node) {
    return node.toString();
  }
}
