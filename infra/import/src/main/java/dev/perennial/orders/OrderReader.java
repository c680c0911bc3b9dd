package dev.perennial.orders;

/** One reading of one file: takes the rows as they come, then says what they amount to. */
interface OrderReader {
  /** The columns that it knows. */
  Columns columns();

  /**
   * Takes one row.
   *
   * @throws BrokenRow when a value can't be what its column says
   */
  void row(Row row) throws BrokenRow;

  /**
   * Takes note of a broken row: what it belongs to, as far as that can be told, would be recorded
   * without it, and no later file could add it.
   *
   * @param what is wrong with it
   */
  void broken(Row row, String what);

  /** All rows are read. */
  Orders orders();
}
