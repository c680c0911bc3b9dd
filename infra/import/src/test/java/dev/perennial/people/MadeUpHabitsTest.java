package dev.perennial.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.orders.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MadeUpHabitsTest {
  private static final Instant AT = Instant.parse("2011-03-01T10:00:00Z");
  private static final int MANY = 30_000;

  private final MadeUpHabits habits = new MadeUpHabits(1);

  private static List<Deed> about(MadeUpHabits habits) {
    var deeds = new ArrayList<Deed>();
    for (int i = 0; i < MANY; i++) {
      deeds.addAll(habits.about("c" + i, "send" + i, AT));
    }
    return deeds;
  }

  private static List<Deed> around(MadeUpHabits habits) {
    var deeds = new ArrayList<Deed>();
    for (int i = 0; i < MANY; i++) {
      var line = new Order.Line("sku", null, 1, 250);
      deeds.addAll(habits.around(new Order("o" + i, "c" + i, AT, List.of(line)), i % 2 == 0));
    }
    return deeds;
  }

  /** How many of a thousand, by kind, to the nearest whole number that chance lets be told. */
  private static void rate(List<Deed> deeds, String kind, int of, double perMille) {
    var counts = new TreeMap<String, Integer>();
    deeds.forEach(each -> counts.merge(each.kind(), 1, Integer::sum));
    var expected = of * perMille / 1000;
    var found = counts.getOrDefault(kind, 0);
    assertTrue(
        Math.abs(found - expected) < 5 * Math.sqrt(expected),
        kind + ": " + found + ", " + expected);
  }

  @Test
  void whatPeopleDoComesAtTheStatedRates() {
    var mails = about(habits);
    rate(mails, "bounces", MANY, MadeUpHabits.DEAD_ADDRESSES);
    rate(mails, "complaints", MANY, MadeUpHabits.COMPLAINTS);
    rate(mails, "unsubscribed", MANY, MadeUpHabits.UNSUBSCRIBED);
    rate(mails, "clicks", MANY, MadeUpHabits.CLICKED);
    rate(mails, "redemptions", MANY, MadeUpHabits.CLICKED * MadeUpHabits.REDEEMED / 1000.0);
    rate(mails, "answers", MANY, MadeUpHabits.ANSWERED);
    var orders = around(habits);
    rate(orders, "signed up before buying", MANY / 2, MadeUpHabits.SIGNED_UP);
    rate(orders, "reviews", MANY, MadeUpHabits.REVIEWED);
    rate(orders, "carts filled", MANY, MadeUpHabits.CARTS_LEFT + MadeUpHabits.BROWSED_BEFORE / 2.0);
    var kind = new Deed.Answers("c", AT, "a", 10, "range");
    var loud = 0;
    for (int i = 0; i < MANY; i++) {
      var answer = new Deed.Answers("c" + i, AT, "a" + i, 9, "range");
      loud += habits.answered(answer).size();
      assertEquals(List.of(), habits.answered(new Deed.Answers("c" + i, AT, "a" + i, 8, "range")));
    }
    assertEquals(habits.answered(kind), habits.answered(kind));
    assertTrue(Math.abs(loud - MANY * MadeUpHabits.RECOMMENDED / 1000) < 500, "" + loud);
  }

  @Test
  void theSameSeedMakesTheSameDeedsAndAnotherOthers() {
    assertEquals(about(habits), about(new MadeUpHabits(1)));
    assertEquals(around(habits), around(new MadeUpHabits(1)));
    assertNotEquals(about(habits), about(new MadeUpHabits(2)));
  }

  @Test
  void whatIsDoneAboutAMailComesAfterItAndClicksNotBeforeAPersonCouldRead() {
    for (var deed : about(habits)) {
      assertTrue(deed.at().isAfter(AT), deed.toString());
      if (deed instanceof Deed.Clicks) {
        assertTrue(deed.at().isAfter(AT.plusSeconds(60)), deed.toString());
      }
    }
  }
}
