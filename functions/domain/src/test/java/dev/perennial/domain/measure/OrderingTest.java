package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderingTest {
  /**
   * A customer of a made-up shop.
   *
   * @param likes uniform from 0 to 1
   * @param group one of three, or null where nobody knows
   */
  private record Shopper(double likes, String group, double noise) {}

  /** Half is treated; rows stand in the arms' order, so that a tie must not follow the rows. */
  private static Ordering ordering(
      int rows, long seed, ToDoubleFunction<Shopper> base, ToDoubleFunction<Shopper> effect) {
    var random = new Random(seed);
    var covariates = new Covariates.Builder(3);
    double[] outcomes = new double[rows];
    for (int i = 0; i < rows; i++) {
      var group = List.of("a", "b", "c").get(random.nextInt(3));
      var shopper = new Shopper(random.nextDouble(), group, random.nextGaussian());
      covariates.add(
          List.of(
              new Covariate.Figure(shopper.likes),
              new Covariate.Text(shopper.group),
              random.nextInt(10) == 0
                  ? new Covariate.Missing()
                  : new Covariate.Figure(random.nextDouble() * 1e6)));
      boolean treated = i < rows / 2;
      outcomes[i] =
          base.applyAsDouble(shopper)
              + (treated ? effect.applyAsDouble(shopper) : 0)
              + shopper.noise;
    }
    return Ordering.of(
            covariates.build(),
            IntStream.range(0, rows / 2).toArray(),
            IntStream.range(rows / 2, rows).toArray(),
            List.of(outcomes),
            new Random(seed))
        .getFirst();
  }

  /**
   * Where the effect is 2·likes, the best order has weight likes − ½: the area is E[2u(u − ½)], a
   * sixth, or 166.7 for 1,000.
   */
  @Test
  void theGainIsTheAreaOfTheRightOrder_seed1() {
    var ordering = ordering(8000, 1, s -> 0, s -> 2 * s.likes);
    assertEquals(1000 / 6.0, ordering.gain().per1000(), 15);
    assertTrue(ordering.gain().used());
    assertTrue(ordering.gain().interval().low() > 130);
    assertTrue(ordering.gain().interval().high() < 205);
  }

  @Test
  void whoBuysAnywayIsNotWhomItMoves_seed2() {
    var ordering = ordering(8000, 2, s -> 3 * s.likes, s -> s.group.equals("b") ? 1 : 0);
    // a third moved by 1 stands first: weights average ½ − 1/6 among them
    assertEquals(1000 / 9.0, ordering.gain().per1000(), 15);
    assertEquals(1000 / 9.0, ordering.overResponse().per1000(), 30);
    assertTrue(ordering.overResponse().used());
  }

  @Test
  void whereAllAreMovedAlikeItIsRarelyUsed_seeds1To200() {
    int used = 0;
    double sum = 0;
    for (int seed = 1; seed <= 200; seed++) {
      var ordering = ordering(600, seed, s -> s.likes, s -> 1);
      used += ordering.gain().used() ? 1 : 0;
      sum += ordering.gain().per1000();
    }
    assertTrue(used <= 5, used + " of 200; 1 in 40 is allowed");
    assertEquals(0, sum / 200, 10);
  }

  /** In two halves of one cut no customer is in both; the halves of all cuts share theirs. */
  @Test
  void theIntervalCoversTheGainThatIsThere_seeds1To200() {
    int covered = 0;
    for (int seed = 1; seed <= 200; seed++) {
      var gain = ordering(2000, seed, s -> s.likes, s -> 2 * s.likes).gain();
      covered +=
          gain.interval().low() <= 1000 / 6.0 && 1000 / 6.0 <= gain.interval().high() ? 1 : 0;
    }
    assertTrue(covered >= 0.93 * 200, covered + " of 200");
  }

  @Test
  void withoutAnythingKnownThereIsNoOrder() {
    var covariates = new Covariates.Builder(1);
    double[] outcomes = new double[400];
    for (int i = 0; i < 400; i++) {
      covariates.add(List.of(new Covariate.Figure(7)));
      outcomes[i] = i % 7;
    }
    var ordering =
        Ordering.of(
                covariates.build(),
                IntStream.range(0, 200).toArray(),
                IntStream.range(200, 400).toArray(),
                List.of(outcomes),
                new Random(1))
            .getFirst();
    assertEquals(0, ordering.gain().per1000(), 1e-9);
    assertFalse(ordering.gain().used());
  }

  @Test
  void theSameSeedGivesTheSame() {
    assertEquals(ordering(600, 4, s -> 0, s -> s.likes), ordering(600, 4, s -> 0, s -> s.likes));
  }

  @Test
  void withFewRowsNothingIsTried() {
    assertThrows(IllegalArgumentException.class, () -> ordering(2 * 99, 1, s -> 0, s -> s.likes));
  }

  @Test
  void rareTextsShareAPlaceAndNumbersAmongTextsAreTexts() {
    var builder = new Covariates.Builder(1);
    var rows = new ArrayList<Covariate>();
    for (int i = 0; i < 30; i++) {
      var text = new Covariate.Text("t" + i);
      Stream.generate(() -> text).limit(i < 19 ? 3 : 1).forEach(rows::add);
    }
    Stream.generate(() -> new Covariate.Figure(5)).limit(4).forEach(rows::add);
    rows.add(new Covariate.Missing());
    rows.forEach(each -> builder.add(List.of(each)));
    assertEquals(30, builder.texts(0));
    var covariates = builder.build();
    assertEquals(20, covariates.width());
    double[] row = new double[20];
    covariates.expand(rows.size() - 2, row);
    assertEquals(1, row[0], "the most frequent is the number");
    covariates.expand(rows.size() - 1, row);
    assertEquals(0, IntStream.range(0, 20).mapToDouble(i -> row[i]).sum(), "one among the rare");
  }
}
