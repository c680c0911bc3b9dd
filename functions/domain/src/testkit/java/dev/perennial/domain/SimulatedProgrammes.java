package dev.perennial.domain;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Multiplier;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.programme.Tiers.Measure;
import dev.perennial.domain.programme.Tiers.Window;
import dev.perennial.domain.purchases.ExchangeRates;
import dev.perennial.domain.segments.Boundaries;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The two programmes between which simulated histories change. */
final class SimulatedProgrammes {
  private static final Map<String, String> SEGMENTS =
      Map.of(
          "owners", "{\"skus\":{\"S1\":[{\"exists\":true}],\"S*\":[{\"numeric\":[\"<\",90]}]}}",
          "reviewers", "{\"activityDays30\":{\"review\":[{\"numeric\":[\">\",1]}]}}",
          "rich", "{\"points\":{\"balance\":[{\"numeric\":[\">\",500]}]}}",
          "idle", "{\"orders\":{\"daysSinceLast\":[{\"numeric\":[\">\",60]}]}}",
          "best", "{\"rfm\":{\"frequency\":[4,5]}}",
          "golden", "{\"tier\":[\"gold\"]}",
          "precious", "{\"value\":{\"band\":[5]}}",
          "slipping", "{\"value\":{\"churn\":[\"at-risk\",\"gone\"]}}",
          "willing", "{\"consents\":{\"email\":[true]}}");

  private static final Multiplier TUESDAYS =
      new Multiplier(
          3000,
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(DayOfWeek.TUESDAY),
          null,
          null);

  private static final Rules GENEROUS = rulesOf(true);
  private static final Rules MEAN = rulesOf(false);

  private SimulatedProgrammes() {}

  /** Rates, bonuses, caps and tiers of two programmes: each purchase keeps its own. */
  static Rules rules(boolean generous) {
    return generous ? GENEROUS : MEAN;
  }

  private static Rules rulesOf(boolean generous) {
    var from = Example.noon("2008-06-01");
    var later = Example.noon("2010-01-01");
    var cuts = List.of(1L, 2L, 4L, 8L);
    var judged =
        Example.rules(
            loyalty(generous),
            SEGMENTS,
            new Boundaries(
                "2008-06", from, List.of(7L, 30L, 60L, 120L), cuts, List.of(1L, 9L, 99L, 999L), 9),
            new Boundaries(
                "2010-01",
                later,
                List.of(5L, 20L, 40L, 90L),
                cuts,
                List.of(9L, 99L, 999L, 9999L),
                9));
    var abroad =
        new Rules(
            judged.programme().with(ExchangeRates.SECTION, SimulatedCurrencies.table(generous)),
            judged.boundaries(),
            judged.predictors());
    return Example.rules(
        abroad,
        Example.card("2008-07", "2008-07-01", 20_000),
        Example.card("2010-02", "2010-02-01", 60_000));
  }

  private static Loyalty loyalty(boolean generous) {
    var earn =
        new Earn(
            generous ? 1000 : 700,
            Map.of("christmas", 2000L, "service", 0L),
            Set.of(),
            Set.of("S2"),
            generous ? List.of(TUESDAYS) : List.of(),
            generous ? 0 : 1000,
            generous ? Earn.Caps.NONE : new Earn.Caps(300, 400, 900),
            new Earn.Bonuses(50, 20, Map.of("christmas", 10L), generous ? 15 : 25));
    var levels =
        List.of(
            new Level("member", 0, 1000, List.of()),
            new Level("silver", generous ? 200 : 50_000, 1250, List.of()),
            new Level("gold", generous ? 900 : 200_000, 1500, List.of()));
    var tiers =
        generous
            ? new Tiers(Measure.POINTS, Window.ROLLING_YEAR, 10, levels)
            : new Tiers(Measure.SPEND, Window.CALENDAR_YEAR, 0, levels);
    return new Loyalty(earn, 14, generous ? 12 : 6, 10, Set.of(30, 7), tiers);
  }
}
