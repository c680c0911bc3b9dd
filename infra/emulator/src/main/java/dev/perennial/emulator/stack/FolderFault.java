package dev.perennial.emulator.stack;

import org.jspecify.annotations.Nullable;

/** A folder's data can't be used: another stack holds it, or it is damaged. */
public final class FolderFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  FolderFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
