package dev.perennial.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells the same content from another: the first 12 bytes of SHA-256 over named values, absent ones
 * left out, so that fields a later contract adds do not disturb what is stored.
 */
public final class Digest {
  private static final int BYTES = 12;

  private final StringBuilder text = new StringBuilder();

  /** Adds a value; one that is null is as if it had not been named. */
  public Digest add(String name, @Nullable Object value) {
    if (value != null) {
      var string = value.toString();
      // the length keeps values with separators in them apart
      text.append(name).append('=').append(string.length()).append(':').append(string).append('\n');
    }
    return this;
  }

  /** Adds an amount or count; 0 is as if it had not been named. */
  public Digest addUnlessZero(String name, long value) {
    return value == 0 ? this : add(name, value);
  }

  /** The digest as base64url. */
  public String text() {
    return of(text.toString());
  }

  /** The digest of a text as base64url, 16 characters. */
  public static String of(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(java.util.Arrays.copyOf(hash, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
