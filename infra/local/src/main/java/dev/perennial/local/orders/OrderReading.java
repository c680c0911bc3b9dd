package dev.perennial.local.orders;

import java.util.List;

/** One reading of one file: takes the rows as they come, then says what they amount to. */
interface OrderReading {
  /** The columns that a file must have, in any order. */
  List<String> columns();

  /**
   * Takes one row.
   *
   * @throws BrokenRow when a value can't be what its column says
   */
  void row(Row row) throws BrokenRow;

  /** All rows are read. */
  Orders orders(List<Problem> problems);
}
