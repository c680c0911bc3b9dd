package dev.perennial.storage.form;

/** Something stored that this release can't read; the message says why, and never what it holds. */
final class UnreadableForm extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnreadableForm(String why) {
    super(why);
  }
}
