package dev.perennial.cli;

import dev.perennial.domain.measure.ArmSums;
import dev.perennial.domain.measure.Covariate;
import dev.perennial.domain.measure.Covariates;
import dev.perennial.orders.OutcomeFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A test's rows as they are read: sums by arm, and each row only where an ordering is asked for.
 */
final class TestRows {
  private static final int MOST_ARMS = 20;

  /** An ordering keeps them all: of ten columns, some 200 MB. */
  private static final int MOST_ORDERED = 2_000_000;

  private final OutcomeFile.Layout layout;
  private final boolean keeps;
  private final Map<String, Arm> arms = new LinkedHashMap<>();
  private final Covariates.Builder reading;
  private final List<double[]> values;
  private int[] armOf = {};
  private int rows;
  private @Nullable Covariates covariates;

  /**
   * One arm.
   *
   * @param place counted from 0
   * @param sums by outcome
   */
  private record Arm(int place, List<ArmSums> sums) {}

  TestRows(OutcomeFile.Layout layout, boolean keeps) {
    this.layout = layout;
    this.keeps = keeps;
    reading = new Covariates.Builder(layout.covariates().size());
    values = new ArrayList<>();
    layout.outcomes().forEach(_ -> values.add(new double[0]));
  }

  void add(String name, List<BigDecimal> outcomes, BigDecimal before, List<Covariate> cells) {
    var arm = arms.get(name);
    if (arm == null) {
      if (arms.size() == MOST_ARMS) {
        throw new Failed(
            "column %s has more than %d different values; --arm must name the column of the arms"
                .formatted(layout.arm(), MOST_ARMS));
      }
      arm =
          new Arm(arms.size(), new ArrayList<>(Collections.nCopies(outcomes.size(), ArmSums.NONE)));
      arms.put(name, arm);
    }
    for (int i = 0; i < outcomes.size(); i++) {
      arm.sums.set(i, arm.sums.get(i).plus(outcomes.get(i), before));
    }
    if (keeps) {
      keep(arm, outcomes, cells);
    }
  }

  private void keep(Arm arm, List<BigDecimal> outcomes, List<Covariate> cells) {
    if (rows == MOST_ORDERED) {
      throw new Failed(
          ("--order keeps all rows in memory and takes %,d at most; order a random part of them, or"
                  + " leave --order out")
              .formatted(MOST_ORDERED));
    }
    if (rows == armOf.length) {
      armOf = Arrays.copyOf(armOf, Math.max(1024, rows * 2));
      values.replaceAll(each -> Arrays.copyOf(each, armOf.length));
    }
    armOf[rows] = arm.place;
    for (int i = 0; i < outcomes.size(); i++) {
      values.get(i)[rows] = outcomes.get(i).doubleValue();
    }
    reading.add(cells);
    for (int i = 0; i < cells.size(); i++) {
      if (reading.texts(i) > Covariates.MOST_TEXTS) {
        throw new Failed(
            "covariate %s has more than %d different texts; it must have few, or be a number"
                .formatted(layout.covariates().get(i), Covariates.MOST_TEXTS));
      }
    }
    rows++;
  }

  OutcomeFile.Layout layout() {
    return layout;
  }

  /** The arms there are, by name. */
  List<String> arms() {
    return arms.keySet().stream().sorted().toList();
  }

  ArmSums sums(String arm, int outcome) {
    return arm(arm).sums.get(outcome);
  }

  /** The rows of an arm, of those that are kept. */
  int[] rows(String arm) {
    var place = arm(arm).place;
    return IntStream.range(0, rows).filter(row -> armOf[row] == place).toArray();
  }

  /** By outcome and row. */
  List<double[]> outcomes() {
    return values;
  }

  Covariates covariates() {
    if (covariates == null) {
      covariates = reading.build();
    }
    return covariates;
  }

  /** What may surprise in the covariates. */
  List<String> warnings() {
    return IntStream.range(0, layout.covariates().size())
        .filter(reading::isMixed)
        .mapToObj(
            i ->
                "covariate %s has numbers and texts; all are taken as texts"
                    .formatted(layout.covariates().get(i)))
        .toList();
  }

  private Arm arm(String name) {
    return Objects.requireNonNull(arms.get(name), name);
  }
}
