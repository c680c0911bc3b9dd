package dev.perennial.doors;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that a shopper may open without signing in: a token names the customer and one purpose, and
 * only who has the secret can make it. A token does not expire: a link to unsubscribe must work for
 * as long as somebody keeps the mail.
 */
public final class SignedLinks {
  private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int SHORTEST_SECRET = 16;

  /** 128 bits: far beyond guessing, and short enough for a link. */
  private static final int SIGNATURE_BYTES = 16;

  private static final int LONGEST_TOKEN = 512;

  /** Without I, L, O and U (Crockford's base 32). */
  private static final String CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int CODE_LENGTH = 16;

  private final SecretKeySpec key;

  /**
   * @param secret at least 16 random bytes; who changes it breaks the links in mails already sent
   */
  public SignedLinks(byte[] secret) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "the secret has " + secret.length + " bytes; it needs at least " + SHORTEST_SECRET);
    }
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * The token for one customer and one purpose; letters, digits, hyphens, underscores and dots
   * only, so that it may stand in a link as it is.
   *
   * @param purpose such as {@code unsubscribe}; a token for one purpose opens no other
   */
  public String token(String purpose, String customerId) {
    if (!PURPOSE.matcher(purpose).matches()) {
      throw new IllegalArgumentException(
          "the purpose " + purpose + " should be a word like unsubscribe");
    }
    var id = customerId.getBytes(StandardCharsets.UTF_8);
    return encode(id) + "." + purpose + "." + encode(signature(purpose, id));
  }

  /** The customer whom the token names, if it was made here for this purpose. Never throws. */
  public Optional<String> verify(String purpose, String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var id = Base64.getUrlDecoder().decode(parts[0]);
      var given = Base64.getUrlDecoder().decode(parts[2]);
      // One spelling each, so that a token can be compared and counted as text.
      var asWritten = encode(id).equals(parts[0]) && encode(given).equals(parts[2]);
      var genuine = MessageDigest.isEqual(signature(purpose, id), given);
      return genuine && asWritten && purpose.equals(parts[1])
          ? Optional.of(new String(id, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /**
   * A code that only who has the secret can make: 80 bits in 16 letters and digits that are not
   * mistaken for each other. The same for the same thing, so that a call that is repeated makes no
   * second one.
   *
   * @param purpose such as {@code coupon}
   * @param thing what the code stands for
   */
  public String code(String purpose, String thing) {
    var bits = new BigInteger(1, signature(purpose, thing.getBytes(StandardCharsets.UTF_8)));
    var code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(CODE_LETTERS.charAt(bits.shiftRight(5 * i).intValue() & 31));
    }
    return code.toString();
  }

  private byte[] signature(String purpose, byte[] id) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(id), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
