package dev.perennial.orders;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The id of customers of whom a file has no other: the same of every file that names the address.
 */
final class AddressId {
  private AddressId() {}

  /** {@code email-} and 32 hexadecimal digits of the SHA-256 of the address in small letters. */
  static String of(String address) {
    try {
      var small = address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      var digest = MessageDigest.getInstance("SHA-256").digest(small);
      return "email-" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
