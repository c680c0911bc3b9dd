package dev.perennial.shop.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.mail.MailHandler;
import dev.perennial.outbox.OutboxRelayHandler;
import dev.perennial.programme.Activation;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Bus;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.storage.form.Json;
import dev.perennial.testkit.Project;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queue, bus and mail as handlers use them, on whatever stands for AWS. */
abstract class SurroundingsContract {
  private static final String SEND = "win-back#2026-Q1#0";

  /** Handlers here never look at it. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final String anna = "anna-" + UUID.randomUUID();

  abstract Surroundings here();

  private Instant now() {
    return here().cloud().clock().instant();
  }

  private Rules rules() throws Exception {
    var tables = here().tables();
    var stores =
        new Stores(tables.customers(), tables.history(), tables.programme(), tables.rewards());
    var folder = Project.programme();
    Activation.of(folder)
        .apply(
            stores, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII), now());
    return new Rules(Activation.of(folder).programme(), List.of(), List.of());
  }

  private HistoryLine purchase(String id) throws Exception {
    var rules = rules();
    var currency = rules.programme().shop().currency();
    var line = new Purchase.Line("A", null, 1, 1250, 0, null);
    var purchase =
        new Purchase(id, anna, now(), currency, null, null, 0, 0, 0, null, null, List.of(line));
    var outcome =
        Purchases.decide(
            new Customer(anna, null, null, null), purchase, Purchases.Referred.NOT, rules, now());
    return ((Purchases.Outcome.Recorded) outcome).change().lines().getFirst();
  }

  @Test
  void whatIsPutIntoAQueueComesOutOfIt() {
    var bodies =
        IntStream.range(0, 25).mapToObj(i -> "{\"" + anna + "\":\"ö €\u00a0" + i + "\"}").toList();
    new Queue(here().cloud(), "MAIL_QUEUE_URL").send(bodies);
    assertTrue(new HashSet<>(here().letters(25)).containsAll(bodies));
  }

  @Test
  void eventsOfLinesReachTheTargetsOfTheRulesThatWantThem() throws Exception {
    var wanted = new TreeSet<String>();
    var events = new java.util.ArrayList<Event>();
    for (int i = 0; i < 12; i++) {
      var line = purchase("P" + i);
      wanted.add(line.eventId());
      events.add(Event.of(line).orElseThrow());
    }
    events.add(new Event("Customer Changed", "{\"id\":\"" + anna + "/profile#1\"}"));
    assertEquals(List.of(), new Bus(here().cloud()).put(events));
    assertEquals(wanted, arrived(12));
  }

  /** Ids of this test's events that came through the rule. */
  private Set<String> arrived(int atLeast) throws JsonProcessingException {
    var ids = new TreeSet<String>();
    // other tests' events lie in the same queue: asked for one by one until all are there
    for (int more = atLeast; ids.size() < atLeast && more < atLeast + 30; more++) {
      for (var text : here().arrivals(more)) {
        var event = new ObjectMapper().readTree(text);
        assertEquals("perennial", event.path("source").asText());
        assertEquals("Purchase Recorded", event.path("detail-type").asText());
        var detail = event.path("detail");
        if (detail.path("customerId").asText().equals(anna)) {
          assertEquals("12.50", detail.path("paid").asText());
          ids.add(detail.path("id").asText());
        }
      }
    }
    return ids;
  }

  @Test
  void theOutboxRelayPutsTheEventOfALineAndParksWhatIsNone() throws Exception {
    var line = purchase("P1");
    var events = new DynamodbEvent();
    events.setRecords(List.of(record("1", "{\"poison\":1"), record("2", Json.writeLine(line))));
    var answer = new OutboxRelayHandler(here().cloud()).handleRequest(events, CONTEXT);
    assertEquals(List.of(), answer.getBatchItemFailures());
    assertEquals(Set.of(line.eventId()), arrived(1));
  }

  private DynamodbStreamRecord record(String number, String body) {
    var key = Map.of("customerId", new AttributeValue(anna), "id", new AttributeValue(number));
    var image =
        Map.of("event", new AttributeValue("Purchase Recorded"), "body", new AttributeValue(body));
    var record = new DynamodbStreamRecord();
    record.setEventName("INSERT");
    record.setDynamodb(
        new StreamRecord().withKeys(key).withNewImage(image).withSequenceNumber(number));
    return record;
  }

  @Test
  void aClaimedMailIsSentOnceAsItWasRendered() throws Exception {
    var rules = rules();
    claim(rules);
    var handler = new MailHandler(here().cloud());
    assertEquals(List.of(), handler.handleRequest(batch(), CONTEXT).getBatchItemFailures());
    assertEquals(List.of(), handler.handleRequest(batch(), CONTEXT).getBatchItemFailures());

    var mails = here().mails(1).stream().filter(mail -> mail.contains(anna)).toList();
    assertEquals(1, mails.size());
    var mail = mails.getFirst();
    assertTrue(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), mail);
    assertTrue(mail.contains("multipart/alternative"), mail);
    assertTrue(mail.contains("To: "), mail);

    var mailLog = here().tables().customers().readWithMailLog(anna).mailLogOrNone();
    assertEquals(Map.of(SEND, MailLog.State.SENT), states(mailLog));
    assertTrue(here().tables().history().find(anna, "send#" + SEND).isPresent());
  }

  @Test
  void aMailWhoseConsentWasWithdrawnAfterTheClaimIsNotSent() throws Exception {
    var rules = rules();
    claim(rules);
    var customers = here().tables().customers();
    var outcome = Profiles.unsubscribe(customers.readWithMailLog(anna), "a call", rules, now());
    var change = ((Profiles.Outcome.Changed) outcome).change();
    assertEquals(new Written.Done(), customers.write(change));
    var answer = new MailHandler(here().cloud()).handleRequest(batch(), CONTEXT);
    assertEquals(List.of(), answer.getBatchItemFailures());
    assertEquals(0, here().mails(0).stream().filter(mail -> mail.contains(anna)).count());
    var mailLog = customers.readWithMailLog(anna).mailLogOrNone();
    assertEquals(Map.of(SEND, MailLog.State.HELD), states(mailLog));
  }

  private static Map<String, MailLog.State> states(MailLog mailLog) {
    return Map.of(SEND, java.util.Objects.requireNonNull(mailLog.mails().get(SEND)).state());
  }

  private void claim(Rules rules) {
    var consent = new Profile.Consent(true, now(), "form", null);
    var profile =
        Profile.empty(anna)
            .with(Profile.Field.EMAIL, anna + "@example.com")
            .with(Profile.Field.NAME, "Anna Ash")
            .with(Profile.Field.LANGUAGE, "en")
            .with("email", consent);
    var outcome = Profiles.put(new Customer(anna, null, null, null), profile, rules, now());
    var customers = here().tables().customers();
    assertEquals(
        new Written.Done(), customers.write(((Profiles.Outcome.Changed) outcome).change()));
    var mail =
        new MailLog.Mail(
            "win-back",
            "win-back",
            "email",
            null,
            MailLog.State.CLAIMED,
            now(),
            now().plus(Duration.ofDays(7)));
    var before = customers.readWithMailLog(anna).mailLogOrNone();
    var after = before.claim(SEND, mail, now());
    assertEquals(
        new Written.Done(), customers.write(Change.ofMailLog(anna, before, after, List.of())));
  }

  private SQSEvent batch() {
    var message = new SQSEvent.SQSMessage();
    message.setMessageId("1");
    message.setBody(new MailTask(anna, SEND).body());
    var batch = new SQSEvent();
    batch.setRecords(List.of(message));
    return batch;
  }
}
