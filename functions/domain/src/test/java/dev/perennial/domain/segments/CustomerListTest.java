package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerListTest {
  @Test
  void ofALargeListExactlyThoseNamedAreInIt() {
    var ids = IntStream.range(0, 50_000).mapToObj(i -> "customer-" + i).toList();
    var list = CustomerList.parse(CustomerList.of(ids).text());
    assertEquals(50_000, list.size());
    assertTrue(ids.stream().allMatch(list::has));
    assertFalse(IntStream.range(50_000, 100_000).anyMatch(i -> list.has("customer-" + i)));
  }

  @Test
  void anIdCountsOnceHoweverItsAccentIsWritten() {
    var list = CustomerList.of(List.of("zo\u00eb#1", "zoe\u0308#1"));
    assertEquals(1, list.size());
    assertTrue(list.has("zoe\u0308#1"));
  }

  @Test
  void theDigestTellsOthersApartWhateverTheirOrder() {
    var list = CustomerList.of(List.of("a", "b"));
    assertEquals(list.digest(), CustomerList.of(List.of("b", "a", "b")).digest());
    assertNotEquals(list.digest(), CustomerList.of(List.of("a", "c")).digest());
  }

  /** Not base64, cut off, one twice. */
  @ParameterizedTest
  @ValueSource(strings = {"?", "AAAA", "AAAAAAAAAAEAAAAAAAAAAQ=="})
  void whatIsNoListIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> CustomerList.parse(text));
  }
}
