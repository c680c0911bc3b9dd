package dev.perennial.domain.measure;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was known of customers before the test, as a regression takes it. They stay in memory, 8
 * bytes a number and 4 a text.
 */
public final class Covariates {
  /** A column with more different texts is no kind of customer but somebody's name. */
  public static final int MOST_TEXTS = 1000;

  private final List<Column> columns;
  private final int width;

  private Covariates(List<Column> columns, int rows) {
    this.columns = columns;
    columns.forEach(column -> column.finish(rows));
    width = columns.stream().mapToInt(Column::width).sum();
  }

  /** Takes customers one by one. */
  public static final class Builder {
    private final List<Column> columns;
    private int rows;

    /**
     * @param columns how many covariates each customer has
     */
    public Builder(int columns) {
      this.columns = Stream.generate(Column::new).limit(columns).toList();
    }

    /**
     * The next customer.
     *
     * @param values one for each column
     */
    public void add(List<Covariate> values) {
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).add(rows, values.get(i));
      }
      rows++;
    }

    /** How many different texts a column, counted from 0, has so far. */
    public int texts(int column) {
      return columns.get(column).texts();
    }

    /** Whether a column, counted from 0, has numbers beside texts: all are taken as texts. */
    public boolean isMixed(int column) {
      return columns.get(column).isMixed();
    }

    /** All of them; nothing can be added any more. */
    public Covariates build() {
      return new Covariates(columns, rows);
    }
  }

  /** How many figures a row has. */
  int width() {
    return width;
  }

  void expand(int row, double[] into) {
    int from = 0;
    for (var column : columns) {
      column.expand(row, into, from);
      from += column.width();
    }
  }
}
