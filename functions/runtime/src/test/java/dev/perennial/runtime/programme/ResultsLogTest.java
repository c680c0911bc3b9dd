package dev.perennial.runtime.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.campaigns.TestPlan;
import dev.perennial.domain.measure.ArmSums;
import dev.perennial.domain.results.ArmCount;
import dev.perennial.domain.results.Results;
import dev.perennial.storage.InMemoryStores;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultsLogTest {
  private static final LocalDate DAY = LocalDate.parse("2011-05-03");

  private final ResultsLog log = new ResultsLog(new InMemoryStores());

  private static Results results(LocalDate day, String against, List<Results.Look> looks) {
    var sums = ArmSums.NONE.plus(new BigDecimal("1250"), BigDecimal.ZERO);
    var arms = new TreeMap<String, Results.Arm>();
    arms.put("treated", new Results.Arm(3, new ArmCount(1, 2, 70, 500, sums)));
    arms.put("held-out", new Results.Arm(0, ArmCount.NONE));
    return new Results(
        "thanks", "k3fAB_", day, DAY, TestPlan.DEFAULT, against, 0, arms, looks, false);
  }

  @Test
  void whatWasPutIsReadAgainAndTheLastDayCounts() {
    assertEquals(Optional.empty(), log.latest("thanks"));
    var look = new Results.Look(DAY, 1, 90, .125, 12.5, null, null);
    var first = results(DAY, "held-out", List.of(look));
    log.put(first);
    assertEquals(Optional.of(first), log.latest("thanks"));
    var next = results(DAY.plusDays(7), "", List.of());
    log.put(next);
    log.put(results(DAY.plusDays(7), "control", List.of(look)));
    assertEquals(Optional.of(next), log.latest("thanks"), "a day is never edited");
    assertEquals(Optional.empty(), log.latest("win-back"));
  }

  @Test
  void nobodyYetIsAResultToo() {
    var none =
        new Results(
            "thanks",
            "k3fAB_",
            DAY,
            null,
            new TestPlan(7, 8, 100, DAY),
            "",
            2,
            new TreeMap<>(Map.of()),
            List.of(),
            true);
    log.put(none);
    assertEquals(Optional.of(none), log.latest("thanks"));
  }
}
