package dev.perennial.surveys;

import static dev.perennial.surveys.SurveyLinkTest.FORM;
import static dev.perennial.surveys.SurveyLinkTest.lines;
import static dev.perennial.surveys.SurveyLinkTest.link;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.surveys.Answered;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.storage.Items;
import dev.perennial.testkit.Midst;
import dev.perennial.testkit.Shop;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Answers are recorded once whatever happens in between, and of who is erased no words stay. */
final class TroubledSurveysTest {
  private static final String ANSWER = "score=2&why=price&more=For+my+aunt";

  private static Error crash() {
    return new Error("crash", null, false, false) {
      private static final long serialVersionUID = 1;
    };
  }

  private static HttpAnswer post(Shop shop, String occasion) {
    return shop.stack().http("POST", link(shop, "ada", "order", occasion), FORM, ANSWER);
  }

  private static boolean aunt(Shop shop) {
    return shop.tables().toString().contains("aunt");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerSentAgainAfterACrashIsRecordedOnce(boolean before) {
    var midst = new Midst("SurveyFunction", "transactWriteItems");
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      Runnable crash =
          () -> {
            throw crash();
          };
      midst.before = before ? crash : midst.before;
      midst.after = before ? midst.after : crash;
      assertEquals(500, post(shop, "o1").status());
      midst.before = () -> {};
      midst.after = () -> {};
      var again = post(shop, "o1");
      assertEquals(200, again.status(), again.text());
      assertEquals(!before, again.text().contains("answered this already"), again.text());
      shop.stack().drain();
      assertEquals(1, lines(shop).size());
      assertEquals(1, shop.events("Survey Answered").size());
    }
  }

  @Test
  void whoBuysWhileAnAnswerIsWrittenHasBoth() {
    var midst = new Midst("SurveyFunction", "transactWriteItems");
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      midst.before =
          () -> {
            midst.before = () -> {};
            shop.buy("ada", "p1");
          };
      assertEquals(200, post(shop, "o1").status());
      assertEquals(1, lines(shop).size());
      assertEquals(3, lines(shop).getFirst().seq(), "after the profile and the purchase");
    }
  }

  @Test
  void ofSomebodyErasedTheLinesStayWithoutTheirWords() {
    try (var shop = Shop.open()) {
      shop.putCustomer("ada", true);
      post(shop, "o1");
      post(shop, "o2");
      assertTrue(aunt(shop));
      assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
      assertFalse(aunt(shop));
      assertEquals(2, lines(shop).size());
      for (var line : lines(shop)) {
        assertEquals("{score=2}", ((Answered) line.event()).scores().toString());
      }
      assertTrue(shop.items("perennial-history").stream().allMatch(Items::intact));
      assertEquals(410, post(shop, "o3").status());
      shop.stack().drain();
      assertEquals(2, shop.events("Survey Answered").size(), "a line that changes is no event");
    }
  }

  @Test
  void whoIsErasedWhileAnAnswerIsWrittenLeavesNothingOfIt() {
    var midst = new Midst("SurveyFunction", "transactWriteItems");
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      midst.before =
          () -> {
            midst.before = () -> {};
            shop.send("DELETE", "/customers/ada", "");
          };
      assertEquals(410, post(shop, "o1").status());
      assertEquals(0, lines(shop).size());
      assertFalse(aunt(shop));
    }
  }

  @Test
  void anErasureThatGotNoFurtherIsGoneOnWithWhenItIsRepeated() {
    var midst = new Midst("CustomersFunction", "putItem");
    var calls = new AtomicInteger();
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      post(shop, "o1");
      post(shop, "o2");
      midst.before =
          () -> {
            if (calls.incrementAndGet() > 1) {
              throw ProvisionedThroughputExceededException.builder().statusCode(400).build();
            }
          };
      assertEquals(500, shop.send("DELETE", "/customers/ada", "").status());
      assertTrue(aunt(shop));
      midst.before = () -> {};
      assertEquals(410, shop.send("DELETE", "/customers/ada", "").status());
      assertFalse(aunt(shop));
    }
  }
}
