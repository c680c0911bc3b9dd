package dev.perennial.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.perennial.runtime.cloud.Cloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * What the laptop's bus and queue never do: answering 200 with failures inside, listing rules on
 * several pages or not at all.
 */
class OutboxRelayHandlerTest {
  private static final int EVENTBRIDGE_CALL_BYTES = 256 * 1024;

  private final Aws aws = new Aws();
  private final OutboxRelayHandler relay = new OutboxRelayHandler(aws);

  @Test
  void aPartlyRefusedBatchGoesOnAtTheFirstRefusedAndParksPoisonOnce() throws IOException {
    aws.refuses.add("p3");
    var batch = batch("p1", "!poison-a", "p2", "p3", "!poison-b", "p4");

    var failed = failures(relay.relay(batch));
    assertEquals(List.of("4"), failed);
    assertEquals(1, aws.parked.size());
    assertTrue(aws.parked.getFirst().contains("poison-a"));
    assertEquals(1, aws.lines.size(), "figures");
    assertTrue(aws.lines.getFirst().contains("\"LinesParked\":1"), aws.lines.getFirst());
    assertFalse(aws.lines.getFirst().contains("poison"), "a key is an id");

    aws.refuses.clear();
    batch.setRecords(batch.getRecords().subList(3, 6));
    assertEquals(List.of(), failures(relay.relay(batch)));
    assertEquals(2, aws.parked.size());
    assertTrue(aws.parked.getLast().contains("poison-b"));
    assertEquals(Set.of("p1", "p2", "p3", "p4"), aws.taken);
  }

  @Test
  void aCallOfPutEventsStaysWithinItsBytes() throws IOException {
    // the id of a purchase is in its event twice
    var longId = "x".repeat(50_000);
    relay.relay(batch(longId + 1, longId + 2, longId + 3, "p4"));
    assertEquals(4, aws.taken.size());
    assertEquals(2, aws.callBytes.size());
    assertTrue(aws.callBytes.stream().allMatch(bytes -> bytes < EVENTBRIDGE_CALL_BYTES));
  }

  @Test
  void aLineIsPublishedWhenARuleOnAnyPageAsksForItsEventAndIsNotOff() throws IOException {
    aws.rules(rule("none", "Points Redeemed"), off(rule("off", "Purchase Recorded")));
    assertEquals(List.of(), failures(relay.relay(batch("p1"))));
    assertEquals(Set.of(), aws.taken);
    aws.rules(rule("none", "Points Redeemed"), rule("last", "Purchase Recorded"));
    aws.pass(Subscriptions.REMEMBERED.minusMillis(1));
    relay.relay(batch("p2"));
    assertEquals(Set.of(), aws.taken, "remembered");
    aws.pass(Duration.ofMillis(1));
    relay.relay(batch("p3"));
    assertEquals(Set.of("p3"), aws.taken);
  }

  @Test
  void theRuleOfCampaignsAsksForWhatTriggersDoAndHereThereAreNone() throws IOException {
    aws.rules(rule("CAMPAIGNS_RULE", "Purchase Recorded"));
    relay.relay(batch("p1"));
    assertEquals(Set.of(), aws.taken);
  }

  @Test
  void whenNobodyCanSayWhoListensEverythingIsPublishedAndALineSaysSo() throws IOException {
    aws.rules.clear();
    relay.relay(batch("p1"));
    relay.relay(batch("p2"));
    assertEquals(Set.of("p1", "p2"), aws.taken);
    assertEquals(1, aws.lines.size(), "asked again in a minute: " + aws.lines);
    assertTrue(aws.lines.getFirst().contains("subscriptions can't be read"), aws.lines.getFirst());
  }

  @Test
  void aRecordThatIsNoLineIsParkedWhoeverListens() throws IOException {
    aws.rules(rule("none", "Points Redeemed"));
    assertEquals(List.of(), failures(relay.relay(batch("!poison", "p1"))));
    assertEquals(1, aws.parked.size());
    assertEquals(Set.of(), aws.taken);
  }

  private static Rule rule(String name, String type) {
    return Rule.builder()
        .name(name)
        .state(RuleState.ENABLED)
        .eventPattern("{\"source\":[\"perennial\"],\"detail-type\":[\"" + type + "\"]}")
        .build();
  }

  private static Rule off(Rule rule) {
    return rule.toBuilder().state(RuleState.DISABLED).build();
  }

  private static List<String> failures(StreamsEventResponse answer) {
    return answer.getBatchItemFailures().stream()
        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** The sample record again and again, of other purchases; one that begins with ! is no line. */
  private static DynamodbEvent batch(String... purchases) throws IOException {
    var sample = Files.readString(Path.of("../../events/outbox-lines.json"));
    var batch = event(sample);
    var records = new ArrayList<DynamodbEvent.DynamodbStreamRecord>();
    for (var purchase : purchases) {
      var record = event(sample.replace("536365", purchase)).getRecords().getFirst();
      record.getDynamodb().setSequenceNumber(Integer.toString(records.size() + 1));
      if (purchase.startsWith("!")) {
        record.getDynamodb().getNewImage().put("body", new AttributeValue("no line"));
      }
      records.add(record);
    }
    batch.setRecords(records);
    return batch;
  }

  private static DynamodbEvent event(String json) {
    return LambdaEventSerializers.serializerFor(
            DynamodbEvent.class, OutboxRelayHandlerTest.class.getClassLoader())
        .fromJson(json);
  }

  /** AWS's own interfaces, with the failures that they document. */
  private static final class Aws implements Cloud {
    final Set<String> refuses = new HashSet<>();
    final Set<String> taken = new HashSet<>();
    final List<Integer> callBytes = new ArrayList<>();
    final List<String> parked = new ArrayList<>();
    final List<String> lines = new ArrayList<>();

    /** Each on a page of its own; none at all, and they can't be listed. */
    final List<Rule> rules = new ArrayList<>(List.of(rule("all", "Purchase Recorded")));

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    void rules(Rule... now) {
      rules.clear();
      rules.addAll(List.of(now));
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public String env(String name) {
      return name;
    }

    @Override
    public Clock clock() {
      return new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
    }

    @Override
    public Consumer<String> lines() {
      return lines::add;
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type, Retries retries) {
      return type.cast(
          type == SqsClient.class
              ? new Parked()
              : type == DynamoDbClient.class ? new NoProgramme() : new Events());
    }

    private static final class NoProgramme implements DynamoDbClient {
      @Override
      public QueryResponse query(QueryRequest request) {
        return QueryResponse.builder().items(List.of()).build();
      }

      @Override
      public QueryIterable queryPaginator(QueryRequest request) {
        return new QueryIterable(this, request);
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    }

    private final class Events implements EventBridgeClient {
      @Override
      public ListRulesResponse listRules(ListRulesRequest request) {
        assertEquals("BUS_NAME", request.eventBusName());
        if (rules.isEmpty()) {
          throw EventBridgeException.builder().message("throttled").build();
        }
        var page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        return ListRulesResponse.builder()
            .rules(rules.get(page))
            .nextToken(page + 1 < rules.size() ? Integer.toString(page + 1) : null)
            .build();
      }

      @Override
      public PutEventsResponse putEvents(PutEventsRequest request) {
        var results = new ArrayList<PutEventsResultEntry>();
        int bytes = 0;
        for (var entry : request.entries()) {
          bytes += entry.detail().getBytes(StandardCharsets.UTF_8).length;
          var purchase = entry.detail().replaceFirst(".*\"purchaseId\":\"([^\"]*)\".*", "$1");
          if (refuses.contains(purchase)) {
            results.add(PutEventsResultEntry.builder().errorCode("ThrottlingException").build());
          } else {
            taken.add(purchase);
            results.add(PutEventsResultEntry.builder().eventId("e").build());
          }
        }
        callBytes.add(bytes);
        return PutEventsResponse.builder().entries(results).build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    }

    private final class Parked implements SqsClient {
      @Override
      public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        request.entries().forEach(entry -> parked.add(entry.messageBody()));
        return SendMessageBatchResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    }
  }
}
