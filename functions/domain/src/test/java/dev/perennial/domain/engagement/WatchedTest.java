package dev.perennial.domain.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.engagement.Watched.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is noted of what segments ask for by name. */
class WatchedTest {
  private static final LocalDate DAY = LocalDate.parse("2011-03-01");
  private static final List<String> VIEWED = List.of("viewed");

  private static Watched merged(Watched one, Watched other) {
    return Watched.SLICE.merge().apply(one, other);
  }

  @Test
  void ofAProductTheLatestDayIsKnownInWhateverOrderItIsToldOf() {
    var once = Watched.NONE.plus(Kind.SKU, List.of("MUG", "MUG*"), DAY);
    var late = once.plus(Kind.SKU, List.of("MUG"), DAY.minusDays(3));
    assertEquals(once, late);
    var again = once.plus(Kind.SKU, List.of("MUG"), DAY.plusDays(3));
    assertEquals(
        Map.of(
            new Watched.Key(Kind.SKU, "MUG"), Set.of(DAY.plusDays(3)),
            new Watched.Key(Kind.SKU, "MUG*"), Set.of(DAY)),
        again.days());
    assertEquals(Watched.NONE, Watched.NONE.plus(Kind.SKU, List.of(), DAY));
  }

  @Test
  void ofAnActivityTheDaysOfNinetyAreKnown() {
    var first = Watched.NONE.plus(Kind.ACTIVITY, VIEWED, DAY);
    var both = first.plus(Kind.ACTIVITY, VIEWED, DAY.plusDays(89));
    assertEquals(
        Set.of(DAY, DAY.plusDays(89)), both.days().get(new Watched.Key(Kind.ACTIVITY, "viewed")));
    assertEquals(
        both,
        Watched.NONE
            .plus(Kind.ACTIVITY, VIEWED, DAY.plusDays(89))
            .plus(Kind.ACTIVITY, VIEWED, DAY));
    var last = both.plus(Kind.ACTIVITY, VIEWED, DAY.plusDays(90));
    assertEquals(
        Set.of(DAY.plusDays(89), DAY.plusDays(90)),
        last.days().get(new Watched.Key(Kind.ACTIVITY, "viewed")));
  }

  @Test
  void whatIsKnownOrTooOldToCountIsNothingNew() {
    var watched = Watched.NONE.plus(Kind.ACTIVITY, VIEWED, DAY);
    assertTrue(watched.has(Kind.ACTIVITY, VIEWED, DAY));
    assertTrue(watched.has(Kind.ACTIVITY, VIEWED, DAY.minusDays(90)));
    assertFalse(watched.has(Kind.ACTIVITY, VIEWED, DAY.minusDays(89)));
    assertFalse(watched.has(Kind.ACTIVITY, VIEWED, DAY.plusDays(1)));
    assertFalse(watched.has(Kind.SKU, VIEWED, DAY));
  }

  @Test
  void ofEachKindTheLatestThirtyNamesAreKept() {
    var watched = Watched.NONE.plus(Kind.ACTIVITY, VIEWED, DAY.minusDays(50));
    for (int i = 0; i < 40; i++) {
      watched = watched.plus(Kind.SKU, List.of("S" + i), DAY.plusDays(i));
    }
    var names = new TreeSet<String>();
    watched.days().keySet().forEach(key -> names.add(key.name()));
    assertEquals(31, names.size());
    assertTrue(names.contains("S10") && !names.contains("S9") && names.contains("viewed"));
  }

  @Test
  void onePersonDidWhatTwoCustomersDid() {
    var one = Watched.NONE.plus(Kind.ACTIVITY, VIEWED, DAY).plus(Kind.SKU, List.of("A"), DAY);
    var other =
        Watched.NONE
            .plus(Kind.ACTIVITY, VIEWED, DAY.plusDays(10))
            .plus(Kind.SKU, List.of("A"), DAY.minusDays(1))
            .plus(Kind.SKU, List.of("B"), DAY);
    assertEquals(
        Map.of(
            new Watched.Key(Kind.ACTIVITY, "viewed"), Set.of(DAY, DAY.plusDays(10)),
            new Watched.Key(Kind.SKU, "A"), Set.of(DAY),
            new Watched.Key(Kind.SKU, "B"), Set.of(DAY)),
        merged(one, other).days());
    assertEquals(merged(one, other), merged(other, one));
  }
}
