package dev.perennial.domain.purchases;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.engagement.Watched.Kind;
import dev.perennial.domain.evaluation.Rules;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments by product. The played customer checks at each step that the ledger folds to it. */
class WatchedSkusTest {
  private static final LocalDate DAY = LocalDate.parse("2011-03-01");

  private static Rules asking(String... patterns) {
    var segments = new TreeMap<String, String>();
    for (int i = 0; i < patterns.length; i++) {
      segments.put("s" + i, patterns[i].replace('\'', '"'));
    }
    return Example.rules(Example.LOYALTY, segments);
  }

  private static Purchase bought(String id, String day, String... skus) {
    var lines = Arrays.stream(skus).map(sku -> line(sku, 1, 1000)).toList();
    return purchase(id, noon(day), lines.toArray(Purchase.Line[]::new));
  }

  @Test
  void onlyWhatSegmentsAskForIsNoted() {
    var anna = new PlayedCustomer(asking("{'skus':{'MUG':[{'exists':true}]}}"));
    anna.buy(bought("p1", "2011-03-01", "MUG", "JUG"));
    assertEquals(
        Map.of(new Watched.Key(Kind.SKU, "MUG"), Set.of(DAY)),
        Watched.SLICE.in(anna.account()).days());
    assertEquals(List.of("s0"), anna.account().segments());
    var other = new PlayedCustomer(asking("{'skus':{'MUG':[{'exists':true}]}}"));
    other.buy(bought("p1", "2011-03-01", "JUG"));
    assertEquals(Watched.NONE, Watched.SLICE.in(other.account()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'skus':{'MUG-*':[{'exists':true}]}}           | MUG-BLUE | true
          {'skus':{'MUG-*':[{'exists':true}]}}           | MUG      | false
          {'skus':{'MUG':[{'exists':true}]}}             | MUG-BLUE | false
          {'skus':{'MUG':[{'exists':false}]}}            | MUG-BLUE | true
          {'skus':{'MUG/ROT 1':[{'numeric':['<=',30]}]}} | MUG/ROT 1 | true
          {'$or':[{'tier':['gold']},{'skus':{'JUG':[0]}}]} | JUG | true
          """)
  void aSegmentAsksForAProductOrAFamily(String pattern, String sku, boolean in) {
    var anna = new PlayedCustomer(asking(pattern));
    anna.buy(bought("p1", "2011-03-01", sku));
    assertEquals(in ? List.of("s0") : List.of(), anna.account().segments());
  }

  /** What was bought before any segment asked for it was not noted; from then on it is. */
  @Test
  void aSegmentThatIsAddedKnowsWhatIsBoughtFromThenOn() {
    var before = new PlayedCustomer(asking("{'tier':['gold']}"));
    before.buy(bought("p1", "2011-03-01", "MUG"));
    var anna = new PlayedCustomer(asking("{'skus':{'MUG':[{'exists':true}]}}"), before);
    assertEquals(Watched.NONE, Watched.SLICE.in(anna.account()));
    anna.buy(bought("p2", "2011-03-09", "MUG"));
    assertEquals(List.of("s0"), anna.account().segments());
    anna.checkFold();
  }
}
