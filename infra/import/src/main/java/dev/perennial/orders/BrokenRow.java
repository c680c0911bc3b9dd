package dev.perennial.orders;

/** A row that can't be used; what is wrong becomes its {@link Problem}. */
final class BrokenRow extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  BrokenRow(String what) {
    // no stack trace: a file may be broken in every line
    super(what, null, false, false);
    this.what = what;
  }

  String what() {
    return what;
  }
}
