package dev.perennial.orders;

import dev.perennial.domain.measure.Covariate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what came of a test, this shop's or another system's: one row a customer, as CSV. */
public final class OutcomeFile {
  /** Of rows that can't be used, so many are told one by one. */
  private static final int TOLD = 10;

  private static final BigDecimal LARGEST = new BigDecimal("1e15");

  /** What is finer is noise of whatever computed it. */
  private static final MathContext DIGITS = new MathContext(20);

  private static final double FINEST = 1e-20;

  /** How systems write that they don't know. */
  private static final Set<String> UNKNOWN = Set.of("", "na", "n/a", "nan", "null", "none", "\\n");

  private final Layout layout;
  private final Notation notation;
  private final Taker taker;
  private final List<String> problems = new ArrayList<>();
  private long taken;
  private long broken;

  private OutcomeFile(Layout layout, Notation notation, Taker taker) {
    this.layout = layout;
    this.notation = notation;
    this.taker = taker;
  }

  /**
   * Which columns are read, as the file names them.
   *
   * @param arm whose row it is
   * @param outcomes numbers of after
   * @param before a number of before; null when nobody asks
   * @param covariates numbers or texts of before
   */
  public record Layout(
      String arm, List<String> outcomes, @Nullable String before, List<String> covariates) {
    /** Copies the lists. */
    public Layout {
      outcomes = List.copyOf(outcomes);
      covariates = List.copyOf(covariates);
    }

    /** All of them. */
    public List<String> columns() {
      return Stream.of(
              List.of(arm),
              outcomes,
              before == null ? List.<String>of() : List.of(before),
              covariates)
          .flatMap(List::stream)
          .toList();
    }
  }

  /** Gets each row. */
  @FunctionalInterface
  public interface Taker {
    /**
     * A row.
     *
     * @param outcomes one for each that was asked for
     * @param before 0 when nobody asks
     * @param covariates one for each that was asked for
     */
    void row(String arm, List<BigDecimal> outcomes, BigDecimal before, List<Covariate> covariates);
  }

  /**
   * How it went.
   *
   * @param taken rows
   * @param broken rows that were left out
   * @param problems the first of them, with what was wrong and what would be right
   */
  public record Reading(long taken, long broken, List<String> problems) {}

  /**
   * Reads a file, plain or compressed, and keeps none of its rows.
   *
   * @throws OrderFileException when it is empty, lacks a column, or is cut short
   */
  public static Reading read(Path file, Layout layout, Notation notation, Taker taker)
      throws IOException {
    var reading = new OutcomeFile(layout, notation, taker);
    OrderFile.rows(
        file,
        Columns.chosen(layout.columns()),
        notation,
        reading::row,
        (row, what) -> reading.problem(new Problem(row.line(), what)));
    return new Reading(reading.taken, reading.broken, List.copyOf(reading.problems));
  }

  private void problem(Problem problem) {
    broken++;
    if (problems.size() < TOLD) {
      problems.add(problem.toString());
    }
  }

  private void row(Row row) throws BrokenRow {
    var arm = row.text(layout.arm);
    if (arm.isEmpty()) {
      throw row.wrong(layout.arm, "the name of an arm");
    }
    var outcomes = new ArrayList<BigDecimal>(layout.outcomes.size());
    for (var column : layout.outcomes) {
      outcomes.add(number(row, column));
    }
    var before = layout.before == null ? BigDecimal.ZERO : number(row, layout.before);
    var covariates = new ArrayList<Covariate>(layout.covariates.size());
    for (var column : layout.covariates) {
      covariates.add(covariate(row, column));
    }
    taker.row(arm, outcomes, before, covariates);
    taken++;
  }

  private BigDecimal number(Row row, String column) throws BrokenRow {
    var number = parsed(row.text(column));
    if (number == null) {
      throw row.wrong(
          column,
          row.text(column).isEmpty()
              ? notation.wanted() + "; 0 where there was nothing"
              : notation.wanted() + "; 1 for yes and 0 for no");
    }
    if (number.abs().compareTo(LARGEST) > 0) {
      throw row.wrong(column, "at most 1e15 either way");
    }
    return number;
  }

  private Covariate covariate(Row row, String column) throws BrokenRow {
    var text = row.text(column);
    if (UNKNOWN.contains(text.toLowerCase(Locale.ROOT))) {
      return new Covariate.Missing();
    }
    var number = parsed(text);
    return number == null
        ? new Covariate.Text(text)
        : new Covariate.Figure(number(row, column).doubleValue());
  }

  /** Null for what is no number, infinity among it. */
  private @Nullable BigDecimal parsed(String text) {
    var plain = notation.number(text);
    if (plain.isEmpty() || plain.length() > 40) {
      return null;
    }
    for (int i = 0; i < plain.length(); i++) {
      if ("0123456789.-+eE".indexOf(plain.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      var near = Double.parseDouble(plain);
      // digits beyond a double's reach would make sums of thousands of digits
      return Math.abs(near) < FINEST
          ? BigDecimal.ZERO
          : Math.abs(near) > 1e16 ? LARGEST.scaleByPowerOfTen(1) : new BigDecimal(plain, DIGITS);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
