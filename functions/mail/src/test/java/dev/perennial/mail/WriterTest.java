package dev.perennial.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.mail.Dispatch;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Terms;
import dev.perennial.runtime.links.MailLink;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.links.SurveyLink;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.storage.form.Json;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a customer's mail says and where its links lead, as a mail program reads it. */
class WriterTest {
  private static final Pattern TOKEN = Pattern.compile("[?]t=([A-Za-z0-9._-]+)");

  private static MimeMessage letter(QueuedMail queued, MailTask task, Instant now)
      throws MessagingException {
    var cloud =
        new LoopbackCloud(URI.create("http://ses.invalid"), Clock.systemUTC(), new ArrayList<>());
    var rules = new RulesInForce(queued.store);
    var shop = rules.at(now).programme().shop();
    var outcome = Dispatch.decide(queued.anna(), task.sendId(), shop, now, Duration.ofMinutes(2));
    var send = assertInstanceOf(Dispatch.Outcome.Send.class, outcome);
    var written =
        new Writer(cloud, queued.stores, new StackLinks(queued.store), rules)
            .write(task, queued.anna(), send, now);
    var letter = assertInstanceOf(Writer.Written.Letter.class, written);
    assertEquals("anna@example.com", letter.to());
    assertEquals("hello@fern.example", letter.from());
    return new MimeMessage(Session.getInstance(new Properties()), letter.mime().asInputStream());
  }

  private static String html(QueuedMail queued, Instant now)
      throws MessagingException, IOException {
    var parts = (Multipart) letter(queued, QueuedMail.TASK, now).getContent();
    return String.valueOf(parts.getBodyPart(1).getContent());
  }

  /** What a template says to Anna before the words that the law asks for. */
  private static String said(QueuedMail queued) throws MessagingException, IOException {
    var html = html(queued, QueuedMail.NOW);
    return html.substring(0, html.indexOf("1 High Street"));
  }

  private static QueuedMail ofAnna(QueuedMail shop) {
    return shop.anna(Example.anna("email"), State.CLAIMED, QueuedMail.NOW);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "{{ customer.name }}, Anna Ash",
    "{{ customer.language }}, en",
    "{{ customer.attributes.shoe }}, 38",
    "{{ tier }}, gold",
    "{{ shop.name }}, Fern",
    "{{ points.balance }}, 340",
    "{{ points.pending }}, 20",
    "{{ points.worth }}, £3.60",
    "{{ points.expiring }} on {{ points.expiresOn }}, 340 on 31 December",
    "{% if points.earned %}earned{% endif %}, ''",
    "{% if usual.orderValue %}usual{% endif %}, ''",
    "{% if shop.url %}url{% endif %}, ''"
  })
  void aTemplateMaySayWhatIsKnownOfTheCustomer(String template, String text) throws Exception {
    assertEquals(text, said(ofAnna(new QueuedMail().programme().template(template))).strip());
  }

  @Test
  void ofPointsThatAreWorthNothingNoWorthIsTold() throws Exception {
    var shop = new QueuedMail().programme("0", "", "{}");
    shop.template("{% if points.worth %}worth{% else %}points{% endif %}");
    assertEquals("points", said(ofAnna(shop)).strip());
  }

  @Test
  void ofNoActivePointsNoneExpire() throws Exception {
    var shop = new QueuedMail().programme();
    shop.template("{{ points.balance }}{% if points.expiring %} expire{% endif %}");
    var mail = QueuedMail.mail(State.CLAIMED, QueuedMail.NOW, null);
    shop.anna(QueuedMail.account("2011-03-10/2012-03:20"), Example.anna("email"), mail);
    assertEquals("0", said(shop).strip());
  }

  @Test
  void aShopWithAnAddressIsLinkedTo() throws Exception {
    var shop = new QueuedMail().programme("0.01", ", \"url\": \"https://fern.example/\"", "{}");
    shop.template("<a href=\"{{ shop.url }}\">Shop</a>");
    assertTrue(said(ofAnna(shop)).contains("<a href=\"https://fern.example/\">Shop</a>"));
  }

  private static HistoryLine purchase(@Nullable String lot) {
    var paid = new PaidLines(List.of(new PaidLines.PaidLine("A", null, 1, 2500, 2500, null, null)));
    var terms = new Terms("000001", 1000, 0, Terms.UNBOUNDED, List.of());
    var event =
        new Purchased(
            "P1",
            "d",
            "GBP",
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            2500,
            paid,
            1,
            terms,
            25,
            0,
            Notation.lot(lot == null ? "2012-03" : lot),
            true,
            null,
            List.of());
    var at = QueuedMail.NOW;
    return HistoryLine.draft("anna", "ledger#purchase#P1", 1, at, at, Cause.RECORDED, event);
  }

  @ParameterizedTest(name = "earned into {0}: {1}")
  @CsvSource({"2011-03-15/2012-03, P1 earned 25 from 15 March", ", P1 earned 25"})
  void aMailThatAPurchaseBeganTellsWhatItEarned(@Nullable String lot, String text)
      throws Exception {
    var shop = new QueuedMail().programme();
    shop.template(
        "{{ purchase.id }} earned {{ points.earned }}"
            + "{% if points.activeOn %} from {{ points.activeOn }}{% endif %}");
    var mail = QueuedMail.mail(State.CLAIMED, QueuedMail.NOW, "ledger#purchase#P1");
    shop.anna(QueuedMail.account("2011-12:340"), Example.anna("email"), mail, purchase(lot));
    assertEquals(text, said(shop).strip());
  }

  @ParameterizedTest(name = "on {0}: {1}")
  @CsvSource({
    // a purchase day's worth by Gamma-Gamma (p 6, q 4, v 500) after five repeats of 30 pounds
    "2011-03-10, £28.18",
    "2011-06-01, £28.18 and 59 days late"
  })
  void withAModelCardATemplateMaySayWhatIsUsual(String day, String text) throws Exception {
    var shop = new QueuedMail().programme();
    var card = Json.write(Example.card("2011-02", "2011-02-10", 1000));
    new RulesLog(shop.store).put("000002", RulesLog.Kind.CARD, card);
    shop.template(
        "{{ usual.orderValue }}"
            + "{% if usual.overdueDays %} and {{ usual.overdueDays }} days late{% endif %}|");
    var now = Example.noon(day);
    var mail =
        new MailLog.Mail(
            "thanks", "thanks", "email", null, State.CLAIMED, now, now.plus(Duration.ofDays(3)));
    var weekly = ActiveDays.NONE;
    for (int week = 0; week < 6; week++) {
      weekly = weekly.plus(LocalDate.parse("2011-02-01").plusWeeks(week), 1, 3000, 0);
    }
    shop.anna(Example.account("anna", weekly, null), Example.anna("email"), mail);
    var html = html(shop, now);
    assertEquals(text, html.substring(0, html.indexOf('|')).strip());
  }

  @Test
  void theLinkToUnsubscribeNamesTheCustomerAndNobodyElse() throws Exception {
    var shop = ofAnna(new QueuedMail().programme().template(""));
    var letter = letter(shop, QueuedMail.TASK, QueuedMail.NOW);
    var header = letter.getHeader("List-Unsubscribe")[0].replaceAll("\\s", "");
    assertTrue(header.startsWith("<" + LoopbackCloud.BASE_URL + "/p/unsubscribe?t="), header);
    assertEquals("anna", said(header, "unsubscribe"));
    var html = html(shop, QueuedMail.NOW);
    assertEquals("anna", said(html, "unsubscribe"));
  }

  private static String said(String text, String purpose) {
    return QueuedMail.LINKS.verify(purpose, token(text)).orElseThrow().customerId();
  }

  private static String token(String text) {
    var found = TOKEN.matcher(text);
    assertTrue(found.find(), text);
    return found.group(1);
  }

  @Test
  void eachSurveyHasTheCustomersOwnLinkForThisMail() throws Exception {
    var nps =
        "{\"nps\": {\"title\": \"T\", \"questions\": {\"s\": {\"ask\": \"A\", \"words\": 9}}}}";
    var shop = new QueuedMail().programme("0.01", "", nps);
    shop.template("<a href=\"{{ surveys.nps.url }}\">Tell us</a>");
    var link = said(ofAnna(shop));
    assertTrue(link.contains(LoopbackCloud.BASE_URL + SurveyLink.PATH + "?t="), link);
    assertEquals(
        new SurveyLink("anna", "nps", Digest.of(QueuedMail.SEND)),
        SurveyLink.read(QueuedMail.LINKS, token(link)).orElseThrow());
  }

  @ParameterizedTest(name = "countClicks {0}")
  @CsvSource({"true", "false"})
  void linksAreCountedWhereTheShopWantsIt(boolean counted) throws Exception {
    var shop = new QueuedMail().programme("0.01", ", \"countClicks\": " + counted, "{}");
    shop.template("<a href=\"https://fern.example/mugs\">Mugs</a>");
    var html = said(ofAnna(shop));
    assertEquals(!counted, html.contains("href=\"https://fern.example/mugs\""), html);
    if (counted) {
      assertEquals(
          new MailLink("anna", QueuedMail.SEND, 1, "https://fern.example/mugs"),
          MailLink.read(QueuedMail.LINKS, token(html)).orElseThrow());
    }
  }

  @Test
  void theSameMailHasTheSameMessageIdAndAnotherMailAnother() throws Exception {
    var shop = ofAnna(new QueuedMail().programme().template(""));
    var id = letter(shop, QueuedMail.TASK, QueuedMail.NOW).getHeader("Message-ID")[0];
    assertEquals(id, letter(shop, QueuedMail.TASK, QueuedMail.NOW).getHeader("Message-ID")[0]);
    assertTrue(id.endsWith("@fern.example>"), id);
    assertFalse(id.contains("anna"), id);
    var log = shop.anna().mailLogOrNone();
    var mail = QueuedMail.mail(State.CLAIMED, QueuedMail.NOW, null);
    var other = log.claim("thanks#2#0", mail, QueuedMail.NOW);
    shop.store.write(Change.ofMailLog("anna", log, other, List.of()));
    var task = new MailTask("anna", "thanks#2#0");
    assertNotEquals(id, letter(shop, task, QueuedMail.NOW).getHeader("Message-ID")[0]);
  }

  @Test
  void aSenderWithoutANameIsCalledByTheShops() throws Exception {
    var shop = ofAnna(new QueuedMail().programme().template(""));
    var letter = letter(shop, QueuedMail.TASK, QueuedMail.NOW);
    assertEquals("Fern <hello@fern.example>", letter.getFrom()[0].toString());
    assertEquals("Anna Ash <anna@example.com>", letter.getAllRecipients()[0].toString());
  }
}
