package dev.perennial.shop.template;

import static dev.perennial.shop.template.TemplateText.each;
import static dev.perennial.shop.template.TemplateText.named;
import static dev.perennial.shop.template.TemplateText.references;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code sam validate --lint} and {@code cfn-lint} let pass, and we don't. */
final class TemplateRulesTest {
  /**
   * Functions that are called without anybody waiting: what they throw is lost without a
   * destination.
   */
  private static final Set<String> CALLED_AND_LEFT = Set.of("EventBridgeRule", "ScheduleV2");

  private final TemplateText template = new TemplateText();

  @Test
  void everyTableIsEncryptedRecoverableAndKept() {
    each(
        template.resources("AWS::DynamoDB::Table"),
        (id, table) -> {
          var properties = table.path("Properties");
          assertEquals(
              "true",
              properties
                  .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                  .asText(),
              id);
          assertEquals("true", properties.at("/SSESpecification/SSEEnabled").asText(), id);
          assertFalse(
              properties.at("/StreamSpecification/StreamViewType").isMissingNode(),
              id + " has no stream");
          assertEquals(
              "DeletionProtection", properties.at("/DeletionProtectionEnabled/Ref").asText(), id);
          assertEquals("PAY_PER_REQUEST", properties.path("BillingMode").asText(), id);
          assertEquals("Retain", table.path("DeletionPolicy").asText(), id);
          assertEquals("Retain", table.path("UpdateReplacePolicy").asText(), id);
        });
  }

  @Test
  void onlyWhatLedNowhereExpires() {
    var expiring = new TreeSet<String>();
    each(
        template.resources("AWS::DynamoDB::Table"),
        (id, table) -> {
          var attribute = table.at("/Properties/TimeToLiveSpecification/AttributeName");
          if (!attribute.isMissingNode()) {
            expiring.add(id + " by " + attribute.asText());
          }
        });
    assertEquals(Set.of("HistoryTable by expires", "ProgrammeTable by expires"), expiring);
  }

  @Test
  void everyFunctionStartsFromASnapshotBehindTheAlias() {
    each(
        template.functions(),
        (id, function) -> {
          assertEquals("java25", function.path("Runtime").asText(), id);
          assertEquals("[\"arm64\"]", text(function.path("Architectures")), id);
          assertEquals("PublishedVersions", function.at("/SnapStart/ApplyOn").asText(), id);
          assertEquals("live", function.path("AutoPublishAlias").asText(), id);
          // Without it a deployment that only changes a setting leaves the alias on the old
          // version.
          assertEquals("true", function.path("AutoPublishAliasAllProperties").asText(), id);
          assertTrue(function.path("Timeout").asInt() >= 1, id + " needs a Timeout");
          assertTrue(function.path("MemorySize").asInt() >= 512, id + " needs a MemorySize");
        });
  }

  /**
   * SAM decides by the settings as they are written whether there is a new version, without looking
   * up parameters; CloudFormation does look them up in the version's own description.
   */
  @Test
  void aChangedParameterAlonePublishesAVersion() {
    var parameters = template.root().path("Parameters");
    each(
        template.functions(),
        (id, function) -> {
          var told = references(function.at("/Environment/Variables"));
          told.removeIf(name -> !parameters.has(name));
          var description = function.path("VersionDescription");
          assertEquals(told, references(description), id + " needs a VersionDescription of these");
          var longest = told.size() - 1;
          for (var name : told) {
            longest += parameters.at("/" + name + "/MaxLength").asInt(10);
          }
          assertTrue(longest <= 256, id + ": Lambda takes 256 characters, not " + longest);
        });
  }

  @Test
  void everyLogIsForgottenInTime() {
    each(
        template.functions(),
        (id, function) ->
            assertEquals(
                "AWS::Logs::LogGroup",
                template
                    .resource(function.at("/LoggingConfig/LogGroup/Ref").asText())
                    .path("Type")
                    .asText(),
                id + " needs a log group of the template"));
    each(
        template.resources("AWS::Logs::LogGroup"),
        (id, group) ->
            assertEquals(
                "LogRetentionDays", group.at("/Properties/RetentionInDays/Ref").asText(), id));
  }

  /** The stream of a line tells its function; a function's figures tell the stack by the group. */
  @Test
  void everyFunctionLogsJsonToTheGroupOfTheStackAndLambdaOnlyWhatGoesWrong() {
    each(
        template.functions(),
        (id, function) ->
            assertEquals(
                "{\"LogGroup\":{\"Ref\":\"Logs\"},\"LogFormat\":\"JSON\",\"SystemLogLevel\":\"WARN\"}",
                text(function.path("LoggingConfig")),
                id));
    assertEquals(
        "/aws/lambda/${AWS::StackName}",
        template.resource("Logs").at("/Properties/LogGroupName/Fn::Sub").asText());
  }

  @Test
  void anHttpFunctionAnswersBeforeTheApiGivesUp() {
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (eventSource.type().equals("HttpApi")) {
            assertTrue(
                eventSource.function().path("Timeout").asInt() < 30,
                name + ": the API waits 30 s at most");
          }
        });
  }

  @Test
  void everyQueueIsEncryptedAndKeepsItsMessagesLong() {
    each(
        template.resources(TemplateText.QUEUE),
        (id, queue) -> {
          assertEquals(
              "{\"Fn::If\":[\"HasKey\",\"false\",\"true\"]}",
              text(queue.at("/Properties/SqsManagedSseEnabled")),
              id);
          assertEquals("1209600", queue.at("/Properties/MessageRetentionPeriod").asText(), id);
        });
  }

  @Test
  void aWorkQueueGivesUpToItsDeadLettersAndNoSoonerThanItsFunction() {
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (eventSource.type().equals("SQS")) {
            var queue =
                template.resource(named(eventSource.properties().path("Queue"))).path("Properties");
            var dead = named(queue.at("/RedrivePolicy/deadLetterTargetArn"));
            assertEquals(TemplateText.QUEUE, template.resource(dead).path("Type").asText(), name);
            assertTrue(queue.at("/RedrivePolicy/maxReceiveCount").asInt() >= 3, name);
            assertTrue(
                queue.path("VisibilityTimeout").asInt()
                    >= 6 * eventSource.function().path("Timeout").asInt(),
                name + ": the visibility timeout must be six times the function's timeout");
            assertEquals(
                "[\"ReportBatchItemFailures\"]",
                text(eventSource.properties().path("FunctionResponseTypes")),
                name);
            var sideBySide = eventSource.properties().at("/ScalingConfig/MaximumConcurrency");
            var least = template.root().at("/Parameters/" + named(sideBySide) + "/MinValue");
            assertTrue((sideBySide.has("Ref") ? least : sideBySide).asInt() >= 2, name);
          }
        });
  }

  @Test
  void theMailFunctionKnowsHowLongAMailIsInHand() {
    assertEquals(
        template.resource("MailQueue").at("/Properties/VisibilityTimeout").asText(),
        template
            .function("MailFunction")
            .at("/Environment/Variables/MAIL_VISIBILITY_SECONDS")
            .asText());
  }

  @Test
  void whatARuleOrScheduleCannotDeliverIsKept() {
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (CALLED_AND_LEFT.contains(eventSource.type())) {
            assertEquals(
                "FailuresQueue", named(eventSource.properties().at("/DeadLetterConfig/Arn")), name);
            assertFalse(
                eventSource
                    .properties()
                    .at("/RetryPolicy/MaximumEventAgeInSeconds")
                    .isMissingNode(),
                name);
            // The rule's dead letters know only of calls refused; what the function throws goes
            // here.
            var invoke = eventSource.function().path("EventInvokeConfig");
            assertEquals(
                "FailuresQueue",
                named(invoke.at("/DestinationConfig/OnFailure/Destination")),
                name);
            assertTrue(
                template.maySendTo("FailuresQueue", eventSource.function()),
                name + ": its role may not write to FailuresQueue");
          }
        });
    var policy = template.resource("FailuresQueuePolicy").path("Properties");
    assertEquals("FailuresQueue", policy.at("/Queues/0/Ref").asText());
    assertEquals(
        "events.amazonaws.com",
        policy.at("/PolicyDocument/Statement/0/Principal/Service").asText());
  }

  @Test
  void aScheduleTellsItsTickAndInstantInTheShopsZone() {
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (eventSource.type().equals("ScheduleV2")) {
            var isOfMinutes =
                eventSource
                    .properties()
                    .path("ScheduleExpression")
                    .asText()
                    .matches("rate.*|cron[(]0/5 [*] [*] [*] [?] [*][)]");
            assertEquals(
                isOfMinutes ? "" : "ShopZone", // a minute is one in every zone
                eventSource.properties().at("/ScheduleExpressionTimezone/Ref").asText(),
                name);
            assertTrue(
                eventSource
                    .properties()
                    .path("Input")
                    .asText()
                    .matches(
                        "\\{\"tick\":\"[a-z]+\",\"at\":\"<aws[.]scheduler[.]scheduled-time>\"}"),
                name);
          }
        });
  }

  @Test
  void aStreamIsFilteredAndItsPoisonBlocksNothing() {
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (eventSource.type().equals("DynamoDB")) {
            var stream = eventSource.properties();
            assertEquals("TRIM_HORIZON", stream.path("StartingPosition").asText(), name);
            assertFalse(stream.at("/FilterCriteria/Filters/0/Pattern").isMissingNode(), name);
            assertEquals(
                "[\"ReportBatchItemFailures\"]", text(stream.path("FunctionResponseTypes")), name);
            assertEquals("true", stream.path("BisectBatchOnFunctionError").asText(), name);
            assertTrue(stream.path("MaximumRetryAttempts").asInt() > 0, name);
            assertTrue(stream.path("MaximumRecordAgeInSeconds").asInt() > 0, name);
            assertEquals(
                "FailuresQueue",
                named(stream.at("/DestinationConfig/OnFailure/Destination")),
                name);
            assertTrue(
                template.maySendTo("FailuresQueue", eventSource.function()),
                name + ": its role may not write to FailuresQueue");
          }
        });
  }

  @Test
  void mailIsOnlySentUnderTheConfigurationSetThatReportsBack() {
    var destination = template.resource("SesEvents").path("Properties");
    assertEquals("ConfigurationSet", destination.at("/ConfigurationSetName/Ref").asText());
    assertTrue(
        text(destination.at("/EventDestination/EventBridgeDestination/EventBusArn"))
            .contains("event-bus/default"));
    assertEquals(
        "ConfigurationSet",
        template
            .function("MailFunction")
            .at("/Environment/Variables/CONFIGURATION_SET/Ref")
            .asText());
  }

  private static String text(JsonNode node) {
    return node.toString();
  }
}
