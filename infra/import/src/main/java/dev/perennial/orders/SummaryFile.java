package dev.perennial.orders;

import dev.perennial.domain.value.PurchaseModel;
import dev.perennial.domain.value.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads customers as models know them: a CSV file with the columns x, t_x, T and t. */
public final class SummaryFile {
  private static final List<String> COLUMNS = List.of("x", "t_x", "T", "t");

  private SummaryFile() {}

  /** Gets each customer. */
  @FunctionalInterface
  public interface Taker {
    /**
     * A customer.
     *
     * @param names of all columns of the file
     * @param fields of this line, one for each
     * @param t how far to look ahead
     */
    void customer(List<String> names, List<String> fields, Summary customer, double t);
  }

  /**
   * Reads a file, plain or compressed, until a line is wrong.
   *
   * @throws OrderFileException naming the line and the value that is wrong, and what would be right
   */
  public static void read(Path file, Taker taker) throws IOException {
    OrderFile.rows(
        file,
        Columns.of(COLUMNS),
        Notation.PLAIN,
        row -> {
          var x = number(row, "x");
          if (x != Math.rint(x) || x < 0 || x > Integer.MAX_VALUE) {
            throw row.wrong("x", "a whole number, 0 or more");
          }
          try {
            var customer = new Summary((int) x, number(row, "t_x"), number(row, "T"));
            var t = PurchaseModel.horizon(number(row, "t"));
            taker.customer(row.names(), row.fields(), customer, t);
          } catch (IllegalArgumentException e) {
            throw new BrokenRow(String.valueOf(e.getMessage()));
          }
        },
        (row, what) -> {
          throw new OrderFileException(file + ", " + new Problem(row.line(), what));
        });
  }

  private static double number(Row row, String column) throws BrokenRow {
    try {
      var number = Double.parseDouble(row.text(column));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with what is no finite number
    }
    throw row.wrong(column, "a number with a decimal point, such as 30.43");
  }
}
