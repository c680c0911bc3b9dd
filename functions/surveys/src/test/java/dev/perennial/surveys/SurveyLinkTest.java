package dev.perennial.surveys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.surveys.Answered;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.testkit.AtOnce;
import dev.perennial.testkit.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the link of a mail to an answer that is recorded once, and what is refused. */
final class SurveyLinkTest {
  static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");
  private static final Pattern LINK =
      Pattern.compile("href=\"https://shop[.]example[.]com(/p/survey[?]t=[A-Za-z0-9._-]+)\"");
  private static final int FORMS = 300;
  private final Shop shop = Shop.open();

  @BeforeEach
  void thereIsAda() {
    shop.putCustomer("ada", true);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  static String link(Shop shop, String customerId, String surveyId, String... occasion) {
    var details = new String[1 + occasion.length];
    details[0] = surveyId;
    System.arraycopy(occasion, 0, details, 1, occasion.length);
    var links = LinkSecret.links(shop.stores().programme());
    return "/p/survey?t=" + links.token("survey", customerId, details);
  }

  static List<HistoryLine> lines(Shop shop) {
    return shop.stores().history().startingWith("ada", LineId.ANSWERS);
  }

  private HttpAnswer post(String link, String form) {
    return shop.stack().http("POST", link, FORM, form);
  }

  @Test
  void aMailsLinkLeadsToTheQuestionsAndOpeningItChangesNothing() {
    shop.buy("ada", "p1");
    shop.stack().drain();
    var html = Objects.requireNonNull(shop.stack().mailbox().list().getFirst().html());
    var links = LINK.matcher(html).results().map(each -> each.group(1)).toList();
    assertEquals(1, links.size(), html);
    var before = shop.tables();
    var page = shop.get(links.getFirst());
    shop.stack().http("HEAD", links.getFirst(), Map.of(), "");
    assertEquals(200, page.status(), page.text());
    for (var asked :
        List.of(
            "<h1>How was your order?</h1>",
            "<legend>How likely are you to recommend us to a friend?</legend>",
            "<input type=\"radio\" name=\"score\" value=\"10\">",
            "<input type=\"radio\" name=\"why\" value=\"range\"><span>The choice</span>",
            "<textarea id=\"q-more\" name=\"more\" rows=\"4\" maxlength=\"500\">")) {
      assertTrue(page.text().contains(asked), page.text());
    }
    assertEquals(before, shop.tables());
    var thanks = post(links.getFirst(), "score=9&why=&more=");
    assertEquals(200, thanks.status(), thanks.text());
    assertTrue(thanks.text().contains("Thank you. We read every answer."), thanks.text());
    assertEquals(1, lines(shop).size());
  }

  @Test
  void anAnswerIsRecordedMovesSegmentsAndIsToldWithoutWords() {
    shop.forgetEvents();
    assertEquals(
        200, post(link(shop, "ada", "order", "o1"), "score=3&why=price&more=Dear+me").status());
    shop.stack().drain();
    var event = shop.events("Survey Answered").getFirst().path("detail");
    assertEquals(1, shop.events("Survey Answered").size());
    assertEquals("order", event.path("surveyId").asText());
    assertEquals("{\"score\":3}", event.path("scores").toString());
    assertEquals("{\"why\":\"price\"}", event.path("choices").toString());
    assertEquals("[\"detractors\"]", event.at("/changes/segmentsEntered").toString());
    assertFalse(event.toString().contains("Dear"), event.toString());
    var told = shop.get("/customers/ada/history").text();
    assertTrue(told.contains("\"what\":\"Survey Answered\""), told);
    assertFalse(told.contains("Dear"), told);
    var fact = (Answered) lines(shop).getFirst().event();
    assertEquals("{more=Dear me}", fact.words().toString());
    var members = shop.get("/segments/detractors/customers").text();
    assertTrue(members.contains("\"ada\""), members);
    assertEquals(List.of(), shop.stack().failures());
  }

  @Test
  void forOneOccasionThereIsOneAnswerAndALaterOccasionHasItsOwn() {
    var link = link(shop, "ada", "order", "o1");
    assertEquals(200, post(link, "score=3").status());
    var before = shop.tables();
    for (var again :
        List.of(post(link, "score=3"), post(link, "score=11"), post(link, ""), shop.get(link))) {
      assertEquals(200, again.status(), again.text());
      assertTrue(again.text().contains("answered this already"), again.text());
    }
    assertEquals(before, shop.tables());
    assertEquals(200, post(link(shop, "ada", "order", "o2"), "score=10").status());
    assertEquals(2, lines(shop).size());
    var account = Objects.requireNonNull(shop.stores().customers().read("ada").account());
    assertEquals(List.of("reachable"), account.segments(), "no detractor any more");
  }

  @Test
  void theSameFormSentManyTimesAtOnceIsRecordedOnce() {
    var link = link(shop, "ada", "order", "o1");
    var answers = AtOnce.run(8, i -> post(link, "score=9"));
    assertTrue(answers.stream().allMatch(answer -> answer.status() == 200), answers.toString());
    assertEquals(
        1, answers.stream().filter(answer -> answer.text().contains("We read every")).count());
    shop.stack().drain();
    assertEquals(1, shop.events("Survey Answered").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "score=11&why=price | Please choose a number from 0 to 10. | value=\"price\" checked",
        "score=9&why=colour | Please choose one of these. | value=\"9\" checked",
        "score=nine&more=%3Cb%3E%22 | Please choose a number from 0 to 10. | &lt;b&gt;&quot;",
        "more=a%00b%26 | Please use letters, digits and signs only. | b&amp;</textarea>",
        "score=&more=+ | Please answer one question at least. | <form",
        "'' | Please answer one question at least. | <form",
        "score=9&colour=red | The questions have changed meanwhile. | value=\"9\" checked",
      })
  void whatIsWrongIsToldOnThePageWhichKeepsWhatWasTyped(String form, String right, String kept) {
    var before = shop.tables();
    var answer = post(link(shop, "ada", "order", "o1"), form);
    assertEquals(400, answer.status(), answer.text());
    assertTrue(answer.text().contains(right), answer.text());
    assertTrue(answer.text().contains(kept), answer.text());
    assertFalse(answer.text().contains("<b>"), answer.text());
    assertEquals(before, shop.tables());
  }

  @Test
  void wordsThatAreTooLongAreKeptToBeShortened() {
    var answer = post(link(shop, "ada", "order", "o1"), "more=" + "%C3%A9".repeat(501));
    assertEquals(400, answer.status());
    assertTrue(answer.text().contains("at most 500 characters; these are 501."), answer.text());
    assertTrue(answer.text().contains("é".repeat(501)), answer.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"score\": 9} | 415 | unsupported-media-type",
        "application/x-www-form-urlencoded | score=%9 | 400 | malformed-form",
        "application/x-www-form-urlencoded | score=%zz | 400 | malformed-form",
        "application/x-www-form-urlencoded | more=%FF | 400 | malformed-form",
        "application/x-www-form-urlencoded | more=é | 400 | malformed-form",
        "application/x-www-form-urlencoded | score=1&score=2 | 400 | malformed-form",
      })
  void whatNoBrowserSendsIsAProblem(String type, String body, int status, String problem) {
    var before = shop.tables();
    var link = link(shop, "ada", "order", "o1");
    var answer = shop.stack().http("POST", link, Map.of("content-type", type), body);
    assertEquals(status, answer.status(), answer.text());
    assertTrue(answer.text().contains("problems/" + problem), answer.text());
    assertEquals(before, shop.tables());
  }

  @Test
  void aFormThatIsTooLargeIsRefused() {
    var answer = post(link(shop, "ada", "order", "o1"), "more=" + "x".repeat(128 * 1024));
    assertEquals(413, answer.status(), answer.text());
    assertTrue(answer.text().contains("at most 131072 are taken"), answer.text());
  }

  @Test
  void whoIsUnknownOrErasedAndASurveyThatIsGoneGetAFriendlyPage() {
    shop.putCustomer("gone", true);
    shop.send("DELETE", "/customers/gone", "");
    var before = shop.tables();
    for (var link :
        List.of(
            link(shop, "gone", "order", "o1"),
            link(shop, "nobody", "order", "o1"),
            link(shop, "ada", "spring", "o1"))) {
      for (var answer : List.of(shop.get(link), post(link, "score=9"))) {
        assertEquals(410, answer.status(), answer.text());
        assertTrue(answer.text().contains("<h1>Th"), answer.text());
        assertFalse(answer.text().contains("<form"), answer.text());
      }
    }
    assertEquals(before, shop.tables());
  }

  @Test
  void aLinkThatIsNotOursOpensNothing() {
    var before = shop.tables();
    var links = LinkSecret.links(shop.stores().programme());
    var right = link(shop, "ada", "order", "o1");
    for (var link :
        List.of(
            "/p/survey",
            right.substring(0, right.length() - 1),
            right.replace("t=", "t=A"),
            "/p/survey?t=" + links.token("unsubscribe", "ada"),
            link(shop, "ada", "order"),
            link(shop, "ada", "order", "o1", "more"))) {
      for (var answer : List.of(shop.get(link), post(link, "score=9"))) {
        assertEquals(404, answer.status(), link);
        assertTrue(answer.text().contains("This link does not work."), answer.text());
      }
    }
    assertEquals(before, shop.tables());
  }

  @Test
  void mutatedFormsBySeedSixAreAnsweredWellOrRefusedWell() {
    var random = new Random(6);
    var right = "score=9&why=range&more=The+ribbon+was+lovely%2C+caf%C3%A9+lights+too.";
    int recorded = 0;
    for (int i = 0; i < FORMS; i++) {
      var form = new StringBuilder(right);
      for (int n = random.nextInt(3); n >= 0; n--) {
        form.setCharAt(
            random.nextInt(form.length()), "%&=+A0-~\u00e9\u0001".charAt(random.nextInt(10)));
      }
      var before = lines(shop).size();
      var answer = post(link(shop, "ada", "order", "o" + i), form.toString());
      assertTrue(answer.status() == 200 || answer.status() == 400, form + answer.text());
      assertEquals(
          answer.status() == 200 ? before + 1 : before, lines(shop).size(), form.toString());
      recorded += answer.status() == 200 ? 1 : 0;
    }
    assertTrue(recorded > FORMS / 20 && recorded < FORMS, recorded + " were recorded");
    assertEquals(List.of(), shop.stack().failures());
  }
}
