package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Slices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ten segments that ship divide the plane of recency and frequency among them. */
class RfmGridTest {
  private static final List<String> TEN =
      List.of(
          "about-to-sleep",
          "at-risk",
          "cant-lose",
          "champions",
          "hibernating",
          "loyal-customers",
          "need-attention",
          "new-customers",
          "potential-loyalists",
          "promising");

  private final SegmentSet segments = new SegmentSet(patterns());

  private static Map<String, String> patterns() {
    var patterns = new TreeMap<String, String>();
    for (var id : TEN) {
      var file = Path.of("../../programme/segments", id + ".json");
      try {
        var json = new ObjectMapper().readTree(Files.readString(file));
        patterns.put(id, json.path("pattern").toString());
      } catch (IOException e) {
        throw new IllegalStateException(file.toString(), e);
      }
    }
    return patterns;
  }

  private List<String> matching(int recency, int frequency) {
    return matching(new Bands(recency, frequency, 3, "2011-01"));
  }

  private List<String> matching(@Nullable Bands bands) {
    var nobody =
        Account.empty("c", "member")
            .evaluated("member", Slices.NONE.with(Bands.SLICE, bands), List.of());
    var pounds = Currency.getInstance("GBP");
    return segments.matching(
        ProfileDocument.of(nobody, null, pounds, LocalDate.of(2011, 1, 1), List.of()));
  }

  @Test
  void everyCellIsInExactlyOneOfTheTen() {
    var found = new TreeMap<String, Integer>();
    for (int recency = 1; recency <= 5; recency++) {
      for (int frequency = 1; frequency <= 5; frequency++) {
        var in = matching(recency, frequency);
        assertEquals(1, in.size(), "R" + recency + " F" + frequency + " is in " + in);
        found.merge(in.getFirst(), 1, Integer::sum);
      }
    }
    assertEquals(TEN, List.copyOf(found.keySet()));
  }

  /** The grid as it is published in many RFM projects under the name seg_map. */
  @ParameterizedTest(name = "R{0}-{1} F{2}-{3}: {4}")
  @CsvSource({
    "1, 2, 1, 2, hibernating",
    "1, 2, 3, 4, at-risk",
    "1, 2, 5, 5, cant-lose",
    "3, 3, 1, 2, about-to-sleep",
    "3, 3, 3, 3, need-attention",
    "3, 4, 4, 5, loyal-customers",
    "4, 4, 1, 1, promising",
    "5, 5, 1, 1, new-customers",
    "4, 5, 2, 3, potential-loyalists",
    "5, 5, 4, 5, champions",
  })
  void cells(int fromRecency, int toRecency, int fromFrequency, int toFrequency, String segment) {
    for (int recency = fromRecency; recency <= toRecency; recency++) {
      for (int frequency = fromFrequency; frequency <= toFrequency; frequency++) {
        assertEquals(List.of(segment), matching(recency, frequency));
      }
    }
  }

  @Test
  void whoHasNoBandsIsInNone() {
    assertEquals(List.of(), matching(null));
  }
}
