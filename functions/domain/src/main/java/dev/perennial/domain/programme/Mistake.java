package dev.perennial.domain.programme;

/**
 * Something wrong in a programme file.
 *
 * @param path where, for instance {@code loyalty/earn/rate}
 * @param what what is wrong and what would be right
 * @param ofName whether the field's name is wrong, and not what it says
 */
public record Mistake(String path, String what, boolean ofName) {
  /** One of a value. */
  public Mistake(String path, String what) {
    this(path, what, false);
  }
}
