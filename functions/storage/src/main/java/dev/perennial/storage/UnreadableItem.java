package dev.perennial.storage;

/**
 * An item that this release can't read: of a newer schema, cut or damaged. The message names its
 * key and the reason, and nothing of what it holds; nothing was guessed, and nothing written.
 */
public final class UnreadableItem extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String reason;

  UnreadableItem(String key, String reason) {
    super(key + " can't be read: " + reason);
    this.reason = reason;
  }

  /** Why, without the key. */
  public String reason() {
    return reason;
  }
}
