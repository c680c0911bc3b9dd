package dev.perennial.domain.purchases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.purchases.LastBought.Kind;
import dev.perennial.domain.rooms.Rooms;
import dev.perennial.domain.segments.ProfileDocument;
import dev.perennial.domain.segments.SegmentSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a customer was last seen to want. */
class LastBoughtTest {
  private static final LocalDate DAY = LocalDate.of(2011, 3, 1);

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
        Map.of(
            new LastBought.Key(Kind.BRAND, "car"), DAY.minusDays(28),
            new LastBought.Key(Kind.BRAND, "home"), DAY,
            new LastBought.Key(Kind.CATEGORY, "garden"), DAY,
            new LastBought.Key(Kind.CATEGORY, "kitchen"), DAY,
            new LastBought.Key(Kind.CHANNEL, "web"), DAY),
        LastBought.SLICE.in(anna.account()).days());
  }

  /** The played customer checks at each step that the ledger folds to the same. */
  @Test
  void ofEachKindTheLatestAreKept() {
    var anna = new PlayedCustomer(Example.rules());
    for (int i = 10; i < 30; i++) {
      var day = LocalDate.of(2011, 3, 1).plusDays(i).toString();
      anna.buy(purchase("p" + i, day, "home", "c" + i));
    }
    var kept = LastBought.SLICE.in(anna.account()).days();
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
    var kept = LastBought.SLICE.in(anna.account()).days();
    assertTrue(kept.containsKey(new LastBought.Key(Kind.BRAND, "home")));
    assertEquals(14, kept.size(), "a brand, a channel and twelve categories");
  }

  @Test
  void segmentsAskHowManyDaysAgo() {
    var anna = new PlayedCustomer(Example.rules());
    anna.buy(purchase("p1", "2011-03-01", "home", "garden"));
    var document =
        ProfileDocument.of(
            anna.account(), null, Example.GBP, LocalDate.of(2011, 3, 31), Rooms.PROFILE);
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
