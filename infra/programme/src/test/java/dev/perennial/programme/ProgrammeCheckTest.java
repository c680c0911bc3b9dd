package dev.perennial.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgrammeCheckTest {
  private static final Path SHIPPED = Path.of("../../programme");

  @TempDir Path folder;

  /** Of campaigns and their mails two will do: each is compiled again for every test. */
  private static boolean isTried(Path file) {
    return !file.toString().matches(".*/(campaigns|templates|samples)/[^/]+[.].*")
        || file.getFileName().toString().matches("(thanks|win-back|stranger)[.].*");
  }

  @BeforeEach
  void copied() throws IOException {
    try (var all = Files.walk(SHIPPED)) {
      for (var each : all.filter(ProgrammeCheckTest::isTried).toList()) {
        var to = folder.resolve(SHIPPED.relativize(each).toString());
        if (!Files.isDirectory(to)) {
          Files.copy(each, to);
        }
      }
    }
  }

  private void change(String file, String from, String to) throws IOException {
    var text = Files.readString(folder.resolve(file));
    assertTrue(text.contains(from), from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  private List<String> mistakes() {
    var fault = assertThrows(ProgrammeFault.class, () -> ProgrammeCheck.of(folder, "0"));
    for (var each : fault.getMessage().lines().toList()) {
      assertFalse(each.matches(".*(Exception|Error|enum constant|java[.]|null|Source:).*"), each);
    }
    return fault.getMessage().lines().toList();
  }

  private List<String> warnings() throws IOException, ProgrammeFault {
    return Finding.told(ProgrammeCheck.of(folder, "0").warnings());
  }

  private void trigger(String pattern) throws IOException {
    Files.writeString(
        folder.resolve("campaigns/thanks.yaml"),
        "trigger: {event: " + pattern + "}\nsteps: [{email: thanks, expires: 3 days}]\n");
  }

  @Test
  void theShippedProgrammeHasNeitherMistakesNorWarnings() throws IOException, ProgrammeFault {
    assertEquals(List.of(), Finding.told(ProgrammeCheck.of(SHIPPED, "0").warnings()));
  }

  @Test
  void everyMistakeOfEveryFileIsToldAtOnce() throws IOException {
    change("shop.yaml", "zone: Europe/London", "zone: Europe/Lundon");
    change("loyalty.yaml", "rate: 1 ", "rate: one ");
    change("loyalty.yaml", "by: spend", "by: spent");
    change("rewards.yaml", "price: 500", "price: -5");
    change("surveys/order.yaml", "to: 10", "to: 100");
    change("segments/abroad.json", "country", "contry");
    Files.writeString(folder.resolve("segments/broken.json"), "{\"pattern\": {");
    change("campaigns/thanks.yaml", "order: [1]", "ordr: [1]");
    change("campaigns/win-back.yaml", "every: 90 days", "every: fortnight");
    change(
        "campaigns/win-back.yaml", "segment: at-risk", "segment: broken\npurpose: transactional");
    change("campaigns/win-back.yaml", "email: win-back", "email: winback");
    change("templates/thanks.mjml", "<mj-button href", "<mj-button algin=\"left\" href");
    change("templates/thanks.txt", "{{ purchase.id }}", "{{ purchase.it }} {{ tier | shout }}");
    var told = mistakes();
    var places = told.stream().map(each -> each.split(": ", 2)[0]).toList();
    assertEquals(
        List.of(
            "campaigns/thanks.yaml:8:7",
            "campaigns/win-back.yaml:7:10",
            "campaigns/win-back.yaml:10:10",
            "campaigns/win-back.yaml:13:12",
            "loyalty.yaml:5:9",
            "loyalty.yaml:16:7",
            "rewards.yaml:4:10",
            "segments/abroad.json:3:28",
            "segments/broken.json:1:14",
            "shop.yaml:4:7",
            "surveys/order.yaml:8:9",
            "templates/thanks.mjml:93:22",
            "templates/thanks.txt:33:41",
            "templates/thanks.txt:33:64"),
        places,
        String.join("\n", told));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"transactional", "sms", "Email", "email:", "email:a b", "emails", "marketing"})
  void aPurposeThatNobodyCanConsentToIsRefused(String purpose) throws IOException {
    change("campaigns/thanks.yaml", "steps:", "purpose: \"" + purpose + "\"\nsteps:");
    var told = mistakes();
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.getFirst().startsWith("campaigns/thanks.yaml:11:10: "), told.toString());
    assertTrue(told.getFirst().contains("\"" + purpose + "\" is nothing that a customer can"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "email:home", "email:a.b-c_D9"})
  void aPurposeThatCanBeConsentedToIsTaken(String purpose) throws IOException, ProgrammeFault {
    change("campaigns/thanks.yaml", "steps:", "purpose: \"" + purpose + "\"\nsteps:");
    assertEquals(List.of(), warnings());
  }

  /** What a trigger asks, and what is told of it; nothing of what is right. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Purchase Recorded | {order: [1]} | ``",
        "Purchase Recorded | {ordr: [1]} | ordr is no field of Purchase Recorded; purchaseId,",
        "Purchase Recorded | {ordr: [1]} | ; did you mean order?",
        "Purchase Recorded | {order: [\"1\"]} | order is a whole number; \"1\" is not",
        "Purchase Recorded | {order: [0]} | order can match no event of Purchase Recorded: it is",
        "Purchase Recorded | {order: [1, 1.5]} | order 1.5 is never there: it is a whole number",
        "Purchase Recorded | {order: 1} | is not an EventBridge pattern",
        "Purchase Recorded | {paid: [{numeric: [\">\", 10]}]} | paid is text, of which numeric"
            + " says",
        "Purchase Recorded | {earned: [{numeric: [\">\", 10]}]} | ``",
        "Purchase Recorded | {earned: [{prefix: \"1\"}]} | earned is a whole number, of which"
            + " prefix",
        "Purchase Recorded | {cause: [bought]} | it is one of recorded, imported, time,"
            + " reclassified",
        "Purchase Recorded | {currency: [GBP]} | ``",
        "Purchase Recorded | {currency: [EUR]} | it is one of GBP",
        "Purchase Recorded | {original: {currency: [EUR, USD]}} | ``",
        "Purchase Recorded | {original: {currency: [EURO]}} | did you mean EUR?",
        "Purchase Recorded | [3] | detail has fields of its own, such as",
        "Purchase Recorded | {earned: [1234567890123456]} | is finer than numbers are compared",
        "Purchase Recorded | {coupon: {used: {x: [true]}}} | used is true or false; what is asked",
        "Purchase Recorded | {brand: [home], categories: [x]} | ``",
        "Purchase Recorded | {coupon: {used: [true]}} | ``",
        "Purchase Recorded | {coupon: {used: [\"yes\"]}} | used is true or false; \"yes\" is not",
        "Purchase Recorded | {coupon: {rewardId: [five-of]}} | did you mean five-off?",
        "Purchase Recorded | {coupon: [x]} | coupon has fields of its own: used, rewardId, reason",
        "Purchase Recorded | {changes: {segmentsEntered: [at-risk]}} | ``",
        "Purchase Recorded | {changes: {segmentsEntered: [at-rsk]}} | did you mean at-risk?",
        "Purchase Recorded | {changes: {segmentsLeft: [at-risk, x]}} | \"x\" is none that there is",
        "Purchase Recorded | {changes: {tier: {to: [gold]}}} | ``",
        "Purchase Recorded | {changes: {tier: {to: [platinum]}}} | it is one of member, silver,"
            + " gold",
        "Purchase Recorded | {changes: {tier: [gold]}} | tier has fields of its own: from, to",
        "Purchase Recorded | {$or: [{order: [1]}, {oder: [2]}]} | oder is no field",
        "Customer Changed | {fields: [email, givenName, familyName]} | ``",
        "Customer Changed | {fields: [mail]} | did you mean email?",
        "Points Adjusted | {reason: [staff]} | ``",
        "Points Adjusted | {reason: [kindness]} | it is one of staff, review, redemption-cancelled",
        "Points Expiring | {days: [30]} | ``",
        "Points Expiring | {days: [32]} | it is a whole number of at least 1 and at most 31",
        "Email Clicked | {campaign: [win-back]} | ``",
        "Email Clicked | {campaign: [winback]} | did you mean win-back?",
        "Points Redeemed | {rewardId: [five-off]} | ``",
        "Points Redeemed | {rewardId: [mug]} | it is one of five-off, sample-box, early-lanterns",
        "Survey Answered | {surveyId: [order], scores: {score: [9]}} | ``",
        "Survey Answered | {surveyId: [oder]} | and not [\"oder\"]; did you mean order?",
        "Survey Answered | {scores: {score: [11]}} | it is a whole number of at least 0 and at most"
            + " 10",
        "Survey Answered | {scores: {scor: [1]}} | scor is no field of Survey Answered; score are",
        "Survey Answered | {scores: {scor: {x: [1]}}} | scor is no field of Survey Answered; score",
        "Survey Answered | {scores: {score: {x: [1]}}} | score is a whole number; what is asked",
        "Survey Answered | {scores: [1]} | scores has fields of its own: score",
        "Survey Answered | {choices: {why: [price]}} | ``",
        "Survey Answered | {choices: {why: [colour]}} | it is one of price, range, delivery,"
            + " service",
        "Referral Completed | {friendId: [{exists: true}]} | ``",
        "Referral Completed | {order: [1]} | order is no field of Referral Completed",
      })
  void whatATriggerAsksIsTried(String type, String detail, String what)
      throws IOException, ProgrammeFault {
    trigger("{detail-type: [%s], detail: %s}".formatted(type, detail));
    if (what.isEmpty()) {
      ProgrammeCheck.of(folder, "0");
    } else {
      var told = mistakes();
      assertEquals(1, told.size(), told.toString());
      assertTrue(told.getFirst().contains(what), told.toString());
      assertTrue(told.getFirst().startsWith("campaigns/thanks.yaml:1:"), told.toString());
    }
  }

  /** A whole trigger, and the one mistake that is told of it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{detail-type: [Purchase Recorded], detial: {order: [1]}} | detial is no field of an event",
        "{detail-type: [Purchase Recoded], detail: {ordr: [1]}} | ; did you mean Purchase"
            + " Recorded?",
        "{detail-type: [3], detail: {ordr: [1]}} | 3 starts no campaign; these do: Purchase",
        "{detail-type: [{prefix: P}], detail: {ordr: [1]}} | starts no campaign; these do:"
            + " Purchase",
        "{detail-type: [Purchase Recorded], $or: [{detail: {ordr: [1]}}, {detail: {order: [1]}}]}"
            + " | event/$or/0/detail/ordr is no field of Purchase Recorded; purchaseId,",
        "{detail-type: [Purchase Recorded], $or: [{detail: {order: [1]}}, {detial: {x: [1]}}]}"
            + " | event/$or/1/detial is no field of an event",
        "{detail-type: [Purchase Recorded], $or: [{detail: {order: [0]}}, {detail: {order: [1]}}]}"
            + " | order can match no event of Purchase Recorded",
        "{detail-type: [Purchase Recorded], $or: [{detail-type: [Purchase Recoded]}, {id: [a]}]}"
            + " | event/$or/0/detail-type/0 \"Purchase Recoded\" starts no campaign",
        "{detail-type: [Purchase Recorded], $or: [1, 2]} | $or is no field of an event",
        "{detail-type: [Purchase Recorded], time: {x: [a]}} | time is text: what is asked of it",
        "{detail-type: [Purchase Recorded], account: [1]} | account is text: what is asked of it",
      })
  void ofATriggerThatAsksWhatNoEventHasOneMistakeIsTold(String pattern, String what)
      throws IOException {
    trigger(pattern);
    var told = mistakes();
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.getFirst().contains(what), told.toString());
    assertTrue(told.getFirst().startsWith("campaigns/thanks.yaml:1:"), told.toString());
  }

  /** What follows only from a file that can't be read is not told. */
  @ParameterizedTest
  @ValueSource(
      strings = {"loyalty.yaml", "shop.yaml", "segments/at-risk.json", "surveys/order.yaml"})
  void aFileThatCannotBeReadIsToldOnce(String file) throws IOException {
    Files.writeString(folder.resolve(file), "{");
    var told = mistakes();
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.getFirst().startsWith(file + ":1:"), told.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{{ customer.name }}; customer.name",
        "{{ customer.givenName }}; customer.givenName",
        "{{ customer.familyName }}; customer.familyName",
        "{{ customer.attributes.petname }}; customer.attributes.petname",
        "{{ points.activeOn }}; points.activeOn",
        "{{ points.expiring }}; points.expiring",
        "{{ usual.orderValue }}; usual.orderValue",
        "{% if points.expiring > 0 %}{{ points.expiresOn }}{% endif %}; ",
        "{% if usual.overdueDays > 0 %}{{ usual.orderValue }}{% endif %}; ",
        "{{ purchase.id }} {{ points.earned }} {{ points.worth }} {{ shop.url }} {{ tier }}; ",
        "{{ customer.name | default: \"friend\" }}; ",
      })
  void whatMayBeMissingAndIsPrintedBareIsWarnedOf(String print, String variable)
      throws IOException, ProgrammeFault {
    change("templates/thanks.txt", "Warmly,", print);
    var told = warnings();
    if (variable == null) {
      assertEquals(List.of(), told);
      return;
    }
    assertEquals(
        List.of(
            "templates/thanks.txt:29:1: %s is printed bare, and who has none gets no mail at all:"
                    .formatted(variable)
                + " print it with | default: \"...\", or inside {%% if %s %%}".formatted(variable)),
        told);
  }

  @Test
  void whatCanNeverBeThereIsRefused() throws IOException, ProgrammeFault {
    change("templates/win-back.txt", "Warmly,", "{{ purchase.id }}");
    change("shop.yaml", "url: https://shop.example.com/", "#");
    change("templates/win-back.mjml", "everyone at", "{{ shop.url }} everyone at");
    var told = mistakes();
    assertEquals(2, told.size(), told.toString());
    assertTrue(told.get(0).contains("shop.url is printed and never there"), told.toString());
    assertTrue(told.get(1).contains("purchase.id is printed and never there"), told.toString());
  }

  @Test
  void aSampleThatATemplateCannotBeFilledInWithIsWarnedOf() throws IOException, ProgrammeFault {
    change("templates/thanks.txt", "Warmly,", "{{ shop.name | times: 2 }}");
    var told = warnings();
    assertEquals(2, told.size(), told.toString());
    assertTrue(
        told.getFirst().contains("can't be filled in with templates/samples/"), told.toString());
    Files.writeString(folder.resolve("templates/samples/thanks.json"), "{");
    assertTrue(warnings().toString().contains("samples/thanks.json:1:"), warnings().toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<mj-txt>x</mj-txt> | <mj-txt> is not a component of MJML",
        "<mj-text colour=\"red\">x</mj-text> | colour is no attribute of <mj-text>; there are"
            + " align",
        "<mj-text colr=\"red\">x</mj-text> | ; did you mean color?",
        "<mj-column></mj-column> | <mj-column> stands out of place in <mj-column>: it belongs into"
            + " <mj",
        "<mj-text><mj-button>x</mj-button></mj-text> | <mj-button> stands out of place in"
            + " <mj-text>",
        "<p>x</p> | <p> is HTML, which is dropped outside",
        "x | \"x\" stands outside of a component that holds text",
        "<mj-text>x | <mj-text> is never closed",
        "<mj-image src=\"https://x.example/\"> | <mj-image> is never closed before </mj-column>",
        "</mj-group> | </mj-group> closes what is not open",
        "<mj-raw><!--[if mso]></mj-raw> | a comment is opened here and not closed within its"
            + " <mj-raw>",
        "<mj-text>{{\u00a0shop.name }}</mj-text> | a space of another kind stands here, U+00A0",
        "<mj-raw><!--[if mso]><p>for Outlook {{ shop.name }}</p><![endif]--></mj-raw> | ``",
        "<mj-raw><!--[if !mso]><!--><p>x</p><!--<![endif]--></mj-raw> | ``",
        "{% if shop.url %}<mj-divider />{% endif %} | ``",
      })
  void mjmlIsReadStrictly(String column, String what) throws IOException, ProgrammeFault {
    var at = "          <mj-text css-class=\"ink\">Warmly,";
    change("templates/thanks.mjml", at, column + "\n" + at);
    if (what.isEmpty()) {
      ProgrammeCheck.of(folder, "0");
    } else {
      var told = mistakes();
      assertTrue(told.getFirst().startsWith("templates/thanks.mjml:98:"), told.toString());
      assertTrue(told.getFirst().contains(what), told.toString());
    }
  }
}
