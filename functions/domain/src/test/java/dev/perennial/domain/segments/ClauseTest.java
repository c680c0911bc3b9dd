package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.programme.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a customer is in a segment, or is not, clause by clause. */
class ClauseTest {
  private static final String DOCUMENT =
      "{'tier':'gold','rfm':{'recency':5,'frequency':2},'customer':{'known':true}}";

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  /** {@code +} what is met, {@code -} what is not, as trees. */
  private static String told(Clause clause) {
    var sign = clause.met() ? "+" : "-";
    return switch (clause) {
      case Clause.Field field ->
          sign + field.path() + field.wanted().replace('"', '\'') + "=" + field.actual();
      case Clause.All all ->
          all.clauses().stream()
              .map(ClauseTest::told)
              .collect(Collectors.joining(" and ", sign + "(", ")"));
      case Clause.Any any ->
          any.clauses().stream()
              .map(ClauseTest::told)
              .collect(Collectors.joining(" or ", sign + "[", "]"));
    };
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'tier':['gold']} | +tier['gold']=\"gold\"",
        "{'tier':['member']} | -tier['member']=\"gold\"",
        "{'rfm':{'recency':[4,5]}} | +rfm/recency[4,5]=5",
        "{'rfm':{'recency':[{'numeric':['<',5]}]}} | -rfm/recency[{'numeric':['<',5]}]=5",
        "{'rfm':{'monetary':[5]}} | -rfm/monetary[5]=null",
        "{'rfm':{'monetary':[{'exists':false}]}} | +rfm/monetary[{'exists':false}]=null",
        "{'tier':['gold'],'rfm':{'recency':[5],'frequency':[3]}} |"
            + " -(+tier['gold']=\"gold\" and -(+rfm/recency[5]=5 and -rfm/frequency[3]=2))",
        "{'$or':[{'tier':['member']},{'rfm':{'frequency':[2]}}]} |"
            + " +[-tier['member']=\"gold\" or +rfm/frequency[2]=2]",
        "{'rfm':{'$or':[{'recency':[1]},{'frequency':[1]}]}} |"
            + " -[-rfm/recency[1]=5 or -rfm/frequency[1]=2]"
      })
  void eachClauseTellsWhatItAsksWhatIsThereAndWhetherThatMeetsIt(String pattern, String told)
      throws JsonProcessingException {
    assertEquals(told, told(Clause.of(json(pattern), json(DOCUMENT))));
  }

  @Test
  void aFieldThatIsCalledOrIsAField() throws JsonProcessingException {
    var clause = Clause.of(json("{'customer':{'known':[false]}}"), json(DOCUMENT));
    assertEquals("-customer/known[false]=true", told(clause));
  }

  @Test
  void whatIsNoListOfConditionsIsToldWithItsPath() throws JsonProcessingException {
    var wanted = json("[{'colour':['red']}]");
    var document = json(DOCUMENT);
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Clause.meets("rfm/recency", wanted, document));
    assertTrue(String.valueOf(e.getMessage()).startsWith("rfm/recency: "), e.getMessage());
  }

  @Test
  void aSegmentIsAskedForByItsId() {
    var pattern = "{\"tier\":[\"gold\"]}";
    var segments = new SegmentSet(Map.of("best", pattern), Map.of("best", "Our best"), List.of());
    assertEquals(Optional.of("Our best"), segments.description("best"));
    assertEquals(Optional.of(pattern), segments.pattern("best"));
    assertEquals(Optional.empty(), segments.description("worst"));
    assertEquals(Optional.empty(), segments.pattern("worst"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'pattern':{'tier':['gold']}} | ~~",
        "{'description':'d','pattern':{'tier':['gold']}} | ~~",
        "{'description':5,'pattern':{'tier':['gold']}} | x/description",
        "{'pattern':{'tier':'gold'}} | x/pattern/tier",
        "{'pattern':{'tier':['gold']},'colour':1} | x/colour",
        "{'pattern':{}} | x/pattern"
      })
  void whatIsWrongWithASegmentIsToldByItsPlace(String file, String where)
      throws JsonProcessingException {
    var mistakes = SegmentReader.mistakes("x", json(file));
    var paths = mistakes.stream().map(Mistake::path).collect(Collectors.joining(" "));
    assertEquals(where, paths);
  }

  @ParameterizedTest(name = "{0} {1} {2} of {3}: the same {4}")
  @CsvSource({
    "5, 4, 3, 2011-02, true",
    "5, 4, 3, 2011-03, true",
    "4, 4, 3, 2011-02, false",
    "5, 5, 3, 2011-02, false",
    "5, 4, 4, 2011-02, false"
  })
  void bandsAreTheSameWhicheverBoundariesMadeThem(
      int recency, int frequency, int monetary, String version, boolean same) {
    var bands = new Bands(5, 4, 3, "2011-02");
    assertEquals(same, bands.sameBands(new Bands(recency, frequency, monetary, version)));
    assertFalse(bands.sameBands(new Bands(1, 1, 1, "2011-02")));
  }
}
