package dev.perennial.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.SaidTimes;
import dev.perennial.domain.mail.Bounces;
import dev.perennial.domain.mail.Decided;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.MailTags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a message of the mail queue: in the mail log, at SES, and of the message. */
class MailHandlerTest {
  private static final String TAKEN =
      """
      <SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
      <SendRawEmailResult><MessageId>m1</MessageId></SendRawEmailResult></SendRawEmailResponse>
      """;
  private static final String ERROR =
      """
      <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type>
      <Code>Odd</Code><Message>Odd</Message></Error></ErrorResponse>
      """;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<String> lines = new ArrayList<>();
  private final QueuedMail queued = new QueuedMail().programme().template("<p>Thanks</p>");

  /** Hands the mail's message over, and says whether it comes back. */
  private boolean comesBack(Loopback ses) {
    return comesBack(ses, queued.stores);
  }

  private boolean comesBack(Loopback ses, Stores stores) {
    return !failed(ses, stores, message("m", QueuedMail.TASK.body())).isEmpty();
  }

  private static SQSEvent.SQSMessage message(String id, String body) {
    var message = new SQSEvent.SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }

  @SuppressWarnings("NullAway") // the handler asks nothing of its context
  private List<String> failed(Loopback ses, Stores stores, SQSEvent.SQSMessage... messages) {
    var clock = Clock.fixed(QueuedMail.NOW, ZoneOffset.UTC);
    var handler = new MailHandler(new LoopbackCloud(ses.endpoint(), clock, lines), stores);
    var batch = new SQSEvent();
    batch.setRecords(List.of(messages));
    return handler.handleRequest(batch, null).getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private void inState(State state, Duration ago) {
    queued.anna(Example.anna("email"), state, QueuedMail.NOW.minus(ago));
  }

  /** The states that mails were counted under. */
  private String counted() {
    var states = new ArrayList<String>();
    for (var line : lines) {
      var json = json(line);
      if (json.has("Mails")) {
        assertEquals(1, json.path("Mails").asInt());
        states.add(json.path("State").asText());
      }
    }
    return String.join(" ", states);
  }

  private List<String> history() {
    return queued.store.startingWith("anna", "").stream().map(HistoryLine::id).toList();
  }

  @ParameterizedTest(name = "after {0} of SES the mail is {1}, and the message comes back: {2}")
  @CsvSource({
    "200, SENT,    false, sent,    send#thanks#1#0",
    "400, CLAIMED, true,  refused, ''",
    "429, CLAIMED, true,  refused, ''",
    "500, UNKNOWN, false, unknown, ''",
    "503, UNKNOWN, false, unknown, ''"
  })
  void whatSesAnswersDecidesHowFarTheMailCame(
      int status, State state, boolean back, String figure, String line) {
    inState(State.CLAIMED, Duration.ofMinutes(1));
    try (var ses = Loopback.answering(status, status == 200 ? TAKEN : ERROR)) {
      assertEquals(back, comesBack(ses));
      assertEquals(1, ses.bodies().size(), "calls");
    }
    assertEquals(state, queued.state());
    assertEquals(figure, counted());
    assertEquals(line, String.join(" ", history()));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"SENT", "HELD", "UNKNOWN"})
  void aMailThatIsSettledIsNotSentAgain(State state) {
    inState(state, Duration.ofDays(1));
    assertUntouched(false);
    assertEquals(state, queued.state());
  }

  @Test
  void aMailThatNobodyKnowsIsDoneWith() {
    assertUntouched(false);
  }

  @Test
  void aMailThatAnotherWorkerHasInHandComesBack() {
    inState(State.SENDING, Duration.ofSeconds(119));
    assertUntouched(true);
    assertEquals(State.SENDING, queued.state());
  }

  private void assertUntouched(boolean back) {
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(back, comesBack(ses));
      assertEquals(List.of(), ses.bodies());
    }
    assertEquals(List.of(), lines);
    assertEquals(List.of(), history());
  }

  @Test
  void aMailWhoseWorkerWasLostIsUnknownAndNeverSentAgain() {
    inState(State.SENDING, Duration.ofMinutes(2));
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(false, comesBack(ses));
      assertEquals(List.of(), ses.bodies());
    }
    assertEquals(State.UNKNOWN, queued.state());
    assertEquals("unknown", counted());
  }

  private static Profile addressed(@Nullable String name, String address) {
    var anna = Example.anna("email");
    var fields = new EnumMap<Profile.Field, String>(Profile.Field.class);
    fields.put(Profile.Field.EMAIL, address);
    if (name != null) {
      fields.put(Profile.Field.NAME, name);
    }
    return new Profile("anna", fields, Map.of(), anna.consents(), SaidTimes.NONE, Map.of());
  }

  private void assertHeld(String reason) {
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(false, comesBack(ses));
      assertEquals(List.of(), ses.bodies());
    }
    assertEquals(State.HELD, queued.state());
    assertEquals("held", counted());
    assertEquals(List.of("decision#thanks#1#0"), history());
    var event = queued.store.find("anna", "decision#thanks#1#0").orElseThrow().event();
    assertEquals(new Decided(QueuedMail.SEND, "thanks", reason), event);
  }

  @Test
  void withoutConsentItIsHeld() {
    queued.anna(Example.anna(), State.CLAIMED, QueuedMail.NOW);
    assertHeld("no-consent");
  }

  @Test
  void toAnAddressThatSesDoesNotTakeItIsHeld() {
    queued.anna(addressed("Anna", "anna"), State.CLAIMED, QueuedMail.NOW);
    assertHeld("bad-address");
  }

  /** What a template prints, the line and the variable that are told, and the problem. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Dear {{ customer.name }}, customer.name, has no value",
    "{% assign nick-name = customer.attributes.nick %}{{ nick-name }}, nick-name, has no value",
    "{{ customer.attributes.petname | times: 2 }}, '', a filter or condition failed",
  })
  void aTemplateThatCannotBeFilledInHoldsTheMailAndIsTold(
      String template, String variable, String problem) {
    var shop = new QueuedMail().programme().template(template);
    var anna = addressed(null, "anna@example.com");
    var attributes = Map.<String, Attribute>of("petname", new Attribute.Text("Secretly"));
    shop.anna(
        new Profile("anna", anna.fields(), attributes, anna.consents(), SaidTimes.NONE, Map.of()),
        State.CLAIMED,
        QueuedMail.NOW);
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(false, comesBack(ses, shop.stores));
      assertEquals(List.of(), ses.bodies());
    }
    assertEquals(State.HELD, shop.state());
    assertEquals("held", counted());
    var event = shop.store.find("anna", "decision#thanks#1#0").orElseThrow().event();
    var told = variable.isEmpty() ? null : variable;
    assertEquals(
        new Decided(QueuedMail.SEND, "thanks", "unrenderable", "thanks.mjml", 0, told), event);
    assertTold(line -> line.path("level").asText().equals("WARN"), variable, problem);
    assertTold(line -> line.path("MailsUnrenderable").asInt() == 1, variable, problem);
    assertFalse(lines.toString().contains("Secretly"), lines.toString());
  }

  private void assertTold(Predicate<JsonNode> which, String variable, String problem) {
    var told = lines.stream().map(MailHandlerTest::json).filter(which).toList();
    assertEquals(1, told.size(), lines.toString());
    var line = told.getFirst();
    assertEquals("thanks", line.path("campaign").asText());
    assertEquals("thanks.mjml", line.path("template").asText());
    assertEquals("0", line.path("line").asText());
    assertEquals(variable, line.path("variable").asText());
    assertTrue(line.path("problem").asText().contains(problem), line.toString());
  }

  private static JsonNode json(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aProgrammeWithoutTheTemplateHoldsTheMail() {
    var without = new QueuedMail().programme();
    without.anna(Example.anna("email"), State.CLAIMED, QueuedMail.NOW);
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(false, comesBack(ses, without.stores));
    }
    assertEquals(State.HELD, without.state());
  }

  @Test
  void whoWithdrawsWhileTheMailIsWrittenGetsNone() {
    inState(State.CLAIMED, Duration.ofMinutes(1));
    var withdrawing =
        new Interrupted(
            queued.store,
            () -> {
              var now = queued.anna().mailLogOrNone();
              var then = now.forbidding("withdrawn:email", true);
              queued.store.write(Change.ofMailLog("anna", now, then, List.of()));
            });
    var stores = new Stores(withdrawing, queued.store, queued.store, queued.store);
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(false, comesBack(ses, stores), "decided again at once");
      assertEquals(List.of(), ses.bodies());
    }
    assertEquals(State.HELD, queued.state());
    assertEquals("held", counted());
  }

  @Test
  void whatAnotherCampaignWritesMeanwhileDoesNotPutTheMailOff() {
    inState(State.CLAIMED, Duration.ofMinutes(1));
    var journey = Journey.begun("other", "e", QueuedMail.NOW, "0", Map.of());
    var entering =
        new Interrupted(
            queued.store,
            () -> {
              var now = queued.anna().mailLogOrNone();
              var then = now.with(journey, QueuedMail.NOW);
              queued.store.write(Change.ofMailLog("anna", now, then, List.of()));
            });
    var stores = new Stores(entering, queued.store, queued.store, queued.store);
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(false, comesBack(ses, stores));
      assertEquals(1, ses.bodies().size());
    }
    assertEquals(State.SENT, queued.state());
    assertEquals(1, queued.anna().mailLogOrNone().journeys().size());
  }

  @ParameterizedTest
  @CsvSource({"503", "400"})
  void newsOfSesThatItWasSentWinsOverTheAnswerOfTheCall(int status) {
    inState(State.CLAIMED, Duration.ofMinutes(1));
    Loopback.Behaviour delivering =
        call -> {
          var sent =
              Bounces.decide(
                  queued.anna(),
                  QueuedMail.SEND,
                  Bounces.Told.SENT,
                  Set.of(),
                  address -> address,
                  queued.rules(),
                  QueuedMail.NOW);
          queued.store.write(sent.orElseThrow());
          Loopback.answer(call, status, ERROR, ERROR.length());
        };
    try (var ses = new Loopback(delivering)) {
      comesBack(ses);
      assertEquals(State.SENT, queued.state());
      assertEquals(false, comesBack(ses), "the second time");
      assertEquals(1, ses.bodies().size(), "calls");
    }
    assertEquals(List.of("send#thanks#1#0"), history());
  }

  @Test
  void theCallSaysWhoseMailItIsByTagsThatAreNoNames() {
    inState(State.CLAIMED, Duration.ofMinutes(1));
    try (var ses = Loopback.answering(200, TAKEN)) {
      comesBack(ses);
      var body = ses.bodies().getFirst();
      var tags = MailTags.of(QueuedMail.TASK);
      assertTrue(body.contains("Tags.member.1.Value=" + tags.customer()), body);
      assertTrue(body.contains("Tags.member.2.Value=" + tags.send()), body);
      assertTrue(body.contains("Destinations.member.1=anna%40example.com"), body);
      assertTrue(body.contains("Source=hello%40fern.example"), body);
    }
  }

  @Test
  void aMessageThatIsNoMailComesBackAlone() {
    inState(State.CLAIMED, Duration.ofMinutes(1));
    var bad = message("bad", "{}");
    var good = message("good", QueuedMail.TASK.body());
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(List.of("bad"), failed(ses, queued.stores, bad, good));
    }
    assertEquals(State.SENT, queued.state());
  }

  /** The store, in which something happens just before the first write. */
  private static final class Interrupted implements CustomerStore {
    private final CustomerStore store;
    private @Nullable Runnable before;

    Interrupted(CustomerStore store, Runnable before) {
      this.store = store;
      this.before = before;
    }

    @Override
    public Customer read(String customerId) {
      return store.read(customerId);
    }

    @Override
    public Customer readWithMailLog(String customerId) {
      return store.readWithMailLog(customerId);
    }

    @Override
    public Written write(Change change) {
      var now = before;
      if (now != null) {
        before = null;
        now.run();
      }
      return store.write(change);
    }

    @Override
    public boolean writeTogether(List<Change> changes) {
      return store.writeTogether(changes);
    }

    @Override
    public Page scan(Part part, @Nullable String cursor, Predicate<Due> rests) {
      return store.scan(part, cursor, rests);
    }
  }
}
