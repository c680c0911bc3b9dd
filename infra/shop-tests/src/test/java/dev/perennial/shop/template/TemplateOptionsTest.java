package dev.perennial.shop.template;

import static dev.perennial.shop.template.TemplateText.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.template.Template;
import dev.perennial.testkit.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each option of template.yaml, off and on. */
final class TemplateOptionsTest {
  private static final Map<String, String> KEY = Map.of("CustomerKey", "true");
  private static final Map<String, String> CANARY = Map.of("Canary", "true");
  private static final Map<String, String> ALARMS = Map.of("AlarmEmail", "ops@example.com");
  private static final Map<String, String> STAFF =
      Map.of("StaffIssuer", "https://id.example.com/", "StaffAudience", "perennial");
  private static final Map<String, String> DOMAIN =
      Map.of(
          "DomainName",
          "club.example.com",
          "CertificateArn",
          "arn:aws:acm:eu-west-1:123456789012:certificate/1");

  /** What SAM needs to have a default for a template that asks for nothing of the kind. */
  private static final Map<String, String> SHOP =
      Map.of(
          "Sender", "shop@example.com",
          "PostalAddress", "1 High Street, Exampleton",
          "BaseUrl", "https://shop.example.com");

  private final TemplateText template = new TemplateText();
  private final JsonNode bare = TemplateChoice.of(template, Map.of());

  @Test
  void withoutOptionsNothingIsThereThatCostsByTheMonth() {
    var types = new TreeSet<String>();
    bare.path("Resources").forEach(each -> types.add(each.path("Type").asText()));
    assertEquals(
        Set.of(
            "AWS::DynamoDB::Table",
            "AWS::Events::EventBus",
            "AWS::IAM::Role",
            "AWS::Logs::LogGroup",
            "AWS::SES::ConfigurationSet",
            "AWS::SES::ConfigurationSetEventDestination",
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::Serverless::Function",
            "AWS::Serverless::HttpApi"),
        types);
    var text = bare.toString();
    assertFalse(text.contains("kms:") || text.contains("Kms") || text.contains("KMS"), text);
    assertEquals("false", template.root().at("/Parameters/Canary/Default").asText());
  }

  @Test
  void withAKeyTablesQueuesAndLogsAreEncryptedByItAndTheirFunctionsMayUseIt() {
    var keyed = TemplateChoice.of(template, KEY);
    var arn = "{\"Fn::GetAtt\":\"Key.Arn\"}";
    each(
        resources(keyed),
        (id, resource) -> {
          var properties = resource.path("Properties");
          switch (resource.path("Type").asText()) {
            case "AWS::DynamoDB::Table" -> {
              assertEquals("KMS", properties.at("/SSESpecification/SSEType").asText());
              assertEquals(arn, properties.at("/SSESpecification/KMSMasterKeyId").toString());
            }
            case "AWS::SQS::Queue" -> {
              assertEquals(arn, properties.path("KmsMasterKeyId").toString());
              assertEquals("false", properties.path("SqsManagedSseEnabled").asText());
            }
            case "AWS::Logs::LogGroup" -> assertEquals(arn, properties.path("KmsKeyId").toString());
            case "AWS::IAM::Role" -> {
              if (!id.equals("StaffRole")) {
                mayUseTheKey(properties);
              }
            }
            case "AWS::KMS::Key" -> {
              assertEquals("Retain", resource.path("DeletionPolicy").asText());
              assertEquals("true", properties.path("EnableKeyRotation").asText());
            }
            default -> {}
          }
        });
    assertTrue(keyed.at("/Outputs").has("KeyArn"));
  }

  /** To read is enough but for senders to a queue, whose messages each get a data key. */
  private static void mayUseTheKey(JsonNode role) {
    var policy = role.at("/Policies/0/PolicyDocument/Statement");
    var ofKey = policy.path(policy.size() - 1);
    assertEquals("{\"Fn::GetAtt\":\"Key.Arn\"}", ofKey.path("Resource").toString());
    assertEquals(
        policy.toString().contains("sqs:SendMessage")
            ? "[\"kms:Decrypt\",\"kms:GenerateDataKey\"]"
            : "\"kms:Decrypt\"",
        ofKey.path("Action").toString());
  }

  @Test
  void alarmsWatchEveryFunctionAndEveryQueueThatShouldBeEmpty() {
    for (var given : List.of(ALARMS, CANARY)) {
      var told = TemplateChoice.of(template, given);
      var watched = new TreeSet<String>();
      resources(told).values().stream()
          .filter(each -> each.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
          .forEach(
              each -> watched.addAll(TemplateText.references(each.at("/Properties/Dimensions"))));
      var expected = new TreeSet<>(template.functions().keySet());
      expected.addAll(
          Set.of(
              "PurchaseDeadLetters",
              "MailDeadLetters",
              "PassDeadLetters",
              "AudienceDeadLetters",
              "JourneyDeadLetters",
              "ParkedQueue",
              "FailuresQueue",
              "AWS::StackName")); // of the shop's own figures
      assertEquals(expected, watched);
      assertEquals(given.equals(ALARMS), told.at("/Resources").has("AlarmTopic"));
      assertEquals(
          given.equals(ALARMS), told.at("/Resources/MailErrors/Properties").has("AlarmActions"));
    }
  }

  @Test
  void aCanaryIsTakenBackByTheAlarmOfItsOwnFunction() {
    var canary = TemplateChoice.of(template, CANARY).path("Resources");
    each(
        template.functions(),
        (id, function) -> {
          var preference = function.path("DeploymentPreference");
          assertEquals("Canary", preference.at("/Enabled/Ref").asText());
          assertEquals("Canary10Percent5Minutes", preference.path("Type").asText());
          var alarm =
              canary.at("/" + id + "/Properties/DeploymentPreference/Alarms/0/Ref").asText();
          var dimensions = canary.at("/" + alarm + "/Properties/Dimensions");
          assertEquals(id, dimensions.at("/0/Value/Ref").asText());
          assertEquals(
              "[\":\",[{\"Ref\":\"" + id + "\"},\"live\"]]",
              dimensions.at("/1/Value/Fn::Join").toString());
          assertEquals(
              0, bare.at("/Resources/" + id + "/Properties/DeploymentPreference/Alarms").size());
        });
  }

  @Test
  void staffMayCallWhatBackEndsSignForWithATokenOfTheRightScope() {
    var backEnds = new TreeMap<String, String>();
    each(
        template.eventSources(),
        (name, eventSource) -> {
          var path = eventSource.properties().path("Path").asText();
          if (eventSource.type().equals("HttpApi") && !path.startsWith("/p/")) {
            var method = eventSource.properties().path("Method").asText();
            backEnds.put(
                method + " /staff" + path,
                name.replaceFirst("[.].*", "")
                    + (method.equals("GET") ? " perennial/read" : " perennial/write"));
          }
        });
    var staff = new TreeMap<String, String>();
    var on = TemplateChoice.of(template, STAFF).path("Resources");
    var mayInvoke = on.at("/StaffRole/Properties/Policies/0/PolicyDocument/Statement/0/Resource");
    each(
        resources(TemplateChoice.of(template, STAFF)),
        (id, route) -> {
          if (route.path("Type").asText().equals("AWS::ApiGatewayV2::Route")) {
            var properties = route.path("Properties");
            assertEquals("JWT", properties.path("AuthorizationType").asText());
            assertEquals("StaffTokens", properties.at("/AuthorizerId/Ref").asText());
            assertEquals("integrations", properties.at("/Target/Fn::Join/1/0").asText());
            var target = properties.at("/Target/Fn::Join/1/1/Ref").asText();
            var integration = on.path(target).path("Properties");
            assertEquals("StaffRole.Arn", integration.at("/CredentialsArn/Fn::GetAtt").asText());
            var function = integration.at("/IntegrationUri/Ref").asText();
            assertTrue(mayInvoke.toString().contains("{\"Ref\":\"" + function + "\"}"), function);
            staff.put(
                properties.path("RouteKey").asText().replaceFirst(" ", " /staff"),
                function.replace(".Alias", " ") + properties.at("/AuthorizationScopes/0").asText());
          }
        });
    assertEquals(backEnds, staff);
    var tokens = on.at("/StaffTokens/Properties/JwtConfiguration");
    assertEquals(
        "{\"Issuer\":\"https://id.example.com/\",\"Audience\":[\"perennial\"]}", tokens.toString());
  }

  @Test
  void theLaptopServesStaffOnlyWithAnIssuer() {
    var given = new LinkedHashMap<>(SHOP);
    var file = Project.TOP.resolve(Path.of("template.yaml"));
    var without = Template.read(file, given).routes();
    assertFalse(without.stream().anyMatch(route -> route.path().startsWith("/staff")));
    given.putAll(STAFF);
    var with = Template.read(file, given).routes();
    var added = new TreeSet<String>();
    for (var route : with) {
      if (!without.contains(route)) {
        assertEquals(Template.Access.TOKEN, route.access());
        added.add(route.key().replace("/staff", "") + " " + route.function());
      }
    }
    var signed = new TreeSet<String>();
    for (var route : without) {
      if (route.access() == Template.Access.IAM) {
        signed.add(route.key() + " " + route.function());
      }
    }
    assertEquals(signed, added);
  }

  @Test
  void aDomainLeadsToTheApiAndToStaffs() {
    var alone = TemplateChoice.of(template, DOMAIN);
    assertEquals("Api", alone.at("/Resources/DomainMapping/Properties/ApiId/Ref").asText());
    assertFalse(alone.at("/Resources").has("StaffMapping"));
    assertTrue(alone.at("/Outputs").has("DomainTarget") && alone.at("/Outputs").has("DomainZone"));
    assertEquals(
        "TLS_1_2",
        alone
            .at("/Resources/Domain/Properties/DomainNameConfigurations/0/SecurityPolicy")
            .asText());
    var both = new LinkedHashMap<>(DOMAIN);
    both.putAll(STAFF);
    assertEquals(
        "staff",
        TemplateChoice.of(template, both)
            .at("/Resources/StaffMapping/Properties/ApiMappingKey")
            .asText());
  }

  @Test
  void anApiIsThrottledAndLogsNeitherAddressNorQuery() {
    for (var api : new String[] {"Api", "StaffStage"}) {
      var properties = template.resource(api).path("Properties");
      assertTrue(properties.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt() > 0, api);
      assertTrue(properties.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt() > 0, api);
      var format = properties.at("/AccessLogSettings/Format").asText();
      assertTrue(format.contains("$context.status"), api);
      assertFalse(format.matches(".*(sourceIp|[.]path|query|userAgent).*"), format);
    }
  }

  private static Map<String, JsonNode> resources(JsonNode choice) {
    var found = new LinkedHashMap<String, JsonNode>();
    choice
        .path("Resources")
        .properties()
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    return found;
  }
}
