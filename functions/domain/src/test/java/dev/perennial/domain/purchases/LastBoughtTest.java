package dev.perennial.domain.purchases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.purchases.LastBought.Kind;
import dev.perennial.domain.segments.ProfileDocument;
import dev.perennial.domain.segments.SegmentSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a customer was last seen to want. */
class LastBoughtTest {
  private static final LocalDate DAY = LocalDate.of(2011, 3, 1);

  @Test
  void theTextIsReadAsItWasWritten() {
    var days = new TreeMap<LastBought.Key, LocalDate>();
    days.put(new LastBought.Key(Kind.BRAND, "home"), DAY);
    days.put(new LastBought.Key(Kind.CATEGORY, "a:b.c_d-e"), DAY.minusDays(3));
    days.put(new LastBought.Key(Kind.CHANNEL, "web:1"), DAY);
    var bought = new LastBought(days);
    assertEquals(bought, LastBought.parse(bought.toString()));
    assertEquals("brand/home:15034 category/a:b.c_d-e:15031 channel/web:1:15034", bought + "");
    assertEquals(LastBought.NONE, LastBought.parse(""));
  }

  private static Purchase purchase(String id, String day, String brand, String... categories) {
    var lines =
        Stream.of(categories)
            .map(each -> new Purchase.Line("mug", each, 1, 1000, 0, null))
            .toList();
    return new Purchase(
        id, "anna", Example.noon(day), Example.GBP, brand, "web", 0, 0, 0, null, null, lines);
  }

  @Test
  void aLatePurchaseAndAnEarlierOneLeaveTheLaterDay() {
    var anna = new PlayedCustomer(Example.rules());
    anna.buy(purchase("p1", "2011-03-01", "home", "garden", "kitchen"));
    anna.buy(purchase("p2", "2011-02-01", "car", "garden"), Example.noon("2011-03-02"));
    assertEquals(
        "brand/car:15006 brand/home:15034 category/garden:15034 category/kitchen:15034"
            + " channel/web:15034",
        anna.account().bought().toString());
  }

  /** The played customer checks at each step that the ledger folds to the same. */
  @Test
  void ofEachKindTheLatestAreKept() {
    var anna = new PlayedCustomer(Example.rules());
    for (int i = 10; i < 30; i++) {
      var day = LocalDate.of(2011, 3, 1).plusDays(i).toString();
      anna.buy(purchase("p" + i, day, "home", "c" + i));
    }
    var kept = anna.account().bought().days();
    var categories =
        kept.keySet().stream()
            .filter(key -> key.kind() == Kind.CATEGORY)
            .map(LastBought.Key::name)
            .toList();
    assertEquals(IntStream.range(18, 30).mapToObj(i -> "c" + i).toList(), categories);
    assertTrue(kept.containsKey(new LastBought.Key(Kind.BRAND, "home")));
  }

  @Test
  void aBasketOfManyCategoriesLeavesItsBrandKnown() {
    var anna = new PlayedCustomer(Example.rules());
    var categories = IntStream.range(0, 30).mapToObj(i -> "c" + i).toArray(String[]::new);
    anna.buy(purchase("p1", "2011-03-01", "home", categories));
    var kept = anna.account().bought().days();
    assertTrue(kept.containsKey(new LastBought.Key(Kind.BRAND, "home")));
    assertEquals(14, kept.size(), "a brand, a channel and twelve categories");
  }

  @Test
  void segmentsAskHowManyDaysAgo() {
    var anna = new PlayedCustomer(Example.rules());
    anna.buy(purchase("p1", "2011-03-01", "home", "garden"));
    var document = ProfileDocument.of(anna.account(), null, Example.GBP, LocalDate.of(2011, 3, 31));
    var segments =
        new SegmentSet(
            Map.of(
                "lately", "{\"categories\":{\"garden\":[{\"numeric\":[\"<=\",30]}]}}",
                "not-lately", "{\"categories\":{\"garden\":[{\"numeric\":[\">\",30]}]}}",
                "ever", "{\"brands\":{\"home\":[{\"exists\":true}]}}",
                "never", "{\"brands\":{\"car\":[{\"exists\":true}]}}",
                "online", "{\"channels\":{\"web\":[30]}}"));
    assertEquals(List.of("ever", "lately", "online"), segments.matching(document));
  }
}
