package dev.perennial.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.runtime.links.MailTask;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which writes of customers put a mail into the queue, by what the queue is called with. */
class ClaimsHandlerTest {
  private static final String NONE_FAILED = "{\"Successful\":[],\"Failed\":[]}";
  private static final String ONE_FAILED =
      "{\"Successful\":[],\"Failed\":[{\"Id\":\"0\",\"Code\":\"Odd\",\"SenderFault\":false}]}";

  private final List<String> lines = new ArrayList<>();

  private static DynamodbStreamRecord written(String customerId, String change, String sendId) {
    var image =
        Map.of("lastState", new AttributeValue(change), "lastId", new AttributeValue(sendId));
    var record = new DynamodbStreamRecord();
    record.setDynamodb(
        new StreamRecord()
            .withKeys(Map.of("customerId", new AttributeValue(customerId)))
            .withNewImage(image));
    return record;
  }

  @SuppressWarnings("NullAway") // the handler asks nothing of its context
  private void handle(Loopback sqs, List<DynamodbStreamRecord> records) {
    var batch = new DynamodbEvent();
    batch.setRecords(records);
    var clock = Clock.fixed(QueuedMail.NOW, ZoneOffset.UTC);
    var cloud = new LoopbackCloud(sqs.endpoint(), clock, lines);
    var answer = new ClaimsHandler(cloud).handleRequest(batch, null);
    assertEquals(List.of(), answer.getBatchItemFailures());
  }

  private static List<MailTask> queued(Loopback sqs) throws IOException {
    var tasks = new ArrayList<MailTask>();
    for (var body : sqs.bodies()) {
      for (var entry : new ObjectMapper().readTree(body).path("Entries")) {
        tasks.add(MailTask.read(entry.path("MessageBody").asText()));
      }
    }
    return tasks;
  }

  @Test
  void onlyAClaimQueuesAMail() throws IOException {
    try (var sqs = Loopback.answering(200, NONE_FAILED)) {
      handle(
          sqs,
          List.of(
              written("anna", "CLAIMED", "thanks#1#0"),
              written("ben", "SENDING", "thanks#2#0"),
              written("cara", "REFUSED", "thanks#3#0"),
              written("dan", "PERMITTED", ""),
              written("eve", "CLAIMED", "back#2011#0")));
      assertEquals(
          List.of(new MailTask("anna", "thanks#1#0"), new MailTask("eve", "back#2011#0")),
          queued(sqs));
    }
    assertEquals(1, lines.size());
    var line = lines.getFirst();
    assertTrue(line.contains("\"Mails\":2") && line.contains("\"State\":\"claimed\""), line);
  }

  @Test
  void writesWithoutAClaimCallNobodyAndCountNothing() {
    try (var sqs = Loopback.answering(200, NONE_FAILED)) {
      handle(sqs, List.of(written("anna", "SENT", "thanks#1#0")));
      assertEquals(List.of(), sqs.bodies());
    }
    assertEquals(List.of(), lines);
  }

  @Test
  void manyClaimsGoInCallsOfTenAndNoneIsLost() throws IOException {
    var records =
        IntStream.range(0, 25).mapToObj(i -> written("c" + i, "CLAIMED", "thanks#1#0")).toList();
    try (var sqs = Loopback.answering(200, NONE_FAILED)) {
      handle(sqs, records);
      assertEquals(3, sqs.bodies().size(), "calls");
      var ids = queued(sqs).stream().map(MailTask::customerId).toList();
      assertEquals(IntStream.range(0, 25).mapToObj(i -> "c" + i).toList(), ids);
    }
  }

  @Test
  void aMessageThatTheQueueDoesNotTakeBringsTheWholeBatchAgain() {
    try (var sqs = Loopback.answering(200, ONE_FAILED)) {
      var records = List.of(written("anna", "CLAIMED", "thanks#1#0"));
      assertThrows(IllegalStateException.class, () -> handle(sqs, records));
    }
    assertEquals(List.of(), lines);
  }
}
