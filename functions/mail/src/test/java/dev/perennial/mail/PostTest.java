package dev.perennial.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.mail.Post.Outcome;
import dev.perennial.runtime.links.MailTags;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** What a mail's one call of SES comes to, by what the real client reads from the wire. */
class PostTest {
  private static final String TAKEN =
      """
      <SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
      <SendRawEmailResult><MessageId>m1</MessageId></SendRawEmailResult></SendRawEmailResponse>
      """;

  private static String error(String code) {
    return """
    <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type>
    <Code>%s</Code><Message>of ada@example.com</Message></Error></ErrorResponse>
    """
        .formatted(code);
  }

  private final List<String> lines = new ArrayList<>();

  private Outcome send(URI endpoint) {
    return new Post(new LoopbackCloud(endpoint, Clock.systemUTC(), lines))
        .send(
            SdkBytes.fromUtf8String("Subject: Thanks"),
            "hello@shop.example.com",
            "ada@example.com",
            new MailTags("YWRh", "digest"));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "400, MessageRejected, REFUSED",
    "400, Throttling, REFUSED",
    "403, AccessDenied, REFUSED",
    "429, TooManyRequests, REFUSED",
    "499, Odd, REFUSED",
    "302, Moved, UNKNOWN",
    "500, InternalFailure, UNKNOWN",
    "502, BadGateway, UNKNOWN",
    "503, ServiceUnavailable, UNKNOWN",
    "504, GatewayTimeout, UNKNOWN"
  })
  void onlyARefusalOfTheCallerSaysThatSesHasNotTheMail(int status, String code, Outcome outcome) {
    try (var ses = Loopback.answering(status, error(code))) {
      assertEquals(outcome, send(ses.endpoint()));
      assertEquals(1, ses.bodies().size(), "calls");
      assertEquals(1, lines.size(), lines::toString);
      var line = lines.getFirst();
      assertTrue(line.contains("\"status\":\"" + status + "\""), line);
      assertTrue(line.contains("\"code\":\"" + code + "\""), line);
      assertFalse(line.contains("ada"), line);
    }
  }

  @Test
  void anAnswerOf200IsTakenAndTheCallCarriesWhatItsEventsAreToldBy() {
    try (var ses = Loopback.answering(200, TAKEN)) {
      assertEquals(Outcome.ACCEPTED, send(ses.endpoint()));
      var body = ses.bodies().getFirst();
      assertTrue(body.contains("Source=hello%40shop.example.com"), body);
      assertTrue(body.contains("Destinations.member.1=ada%40example.com"), body);
      assertTrue(body.contains("ConfigurationSetName=the+set"), body);
      assertTrue(body.contains("Tags.member.1.Name=customer&Tags.member.1.Value=YWRh"), body);
      assertTrue(body.contains("Tags.member.2.Name=send&Tags.member.2.Value=digest"), body);
      assertEquals(List.of(), lines);
    }
  }

  /** SES read the whole call: it may well have the mail, and a second call would be a second. */
  @Test
  void anAnswerThatIsLostIsUnknown() {
    assertUnknown(Socket::close);
  }

  @Test
  void anAnswerThatBreaksOffIsUnknown() {
    assertUnknown(call -> Loopback.answer(call, 200, TAKEN.substring(0, 100), TAKEN.length()));
  }

  @Test
  void anAnswerThatSaysNothingIsUnknown() {
    assertUnknown(call -> Loopback.answer(call, 200, "<html", 5));
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsUnknown() {
    assertUnknown(_ -> {});
  }

  private void assertUnknown(Loopback.Behaviour behaviour) {
    try (var ses = new Loopback(behaviour)) {
      assertEquals(Outcome.UNKNOWN, send(ses.endpoint()));
      assertEquals(1, ses.bodies().size(), "calls");
    }
  }

  @Test
  void aCallThatNeverLeftIsRefused() {
    var ses = Loopback.answering(200, TAKEN);
    ses.close();
    assertEquals(Outcome.REFUSED, send(ses.endpoint()), "nobody listens");
    assertEquals(
        Outcome.REFUSED, send(URI.create("http://ses.invalid")), "a host without an address");
  }
}
