package dev.perennial.orders;

import dev.perennial.domain.customers.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The id of customers of whom a file has no other: the same of every file that names the address.
 */
public final class AddressId {
  private AddressId() {}

  /**
   * {@code email-} and 32 hexadecimal digits of the SHA-256 of the address: in small letters, its
   * domain in ASCII, without what nobody sees.
   */
  public static String of(String address) {
    try {
      var small = mailable(address.replaceAll("[\\s\\p{Z}\\p{Cf}]", "")).toLowerCase(Locale.ROOT);
      var digest =
          MessageDigest.getInstance("SHA-256").digest(small.getBytes(StandardCharsets.UTF_8));
      return "email-" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mailable(String address) {
    try {
      return EmailAddress.mailable(address);
    } catch (IllegalArgumentException e) {
      return address; // it can't be mailed, and is somebody's mark all the same
    }
  }
}
