package dev.perennial.orders;

/** A file that can't be read as orders at all; the message says why and what would be right. */
public final class OrderFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OrderFileException(String message) {
    super(message);
  }
}
