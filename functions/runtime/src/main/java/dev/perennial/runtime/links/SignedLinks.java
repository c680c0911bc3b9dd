package dev.perennial.runtime.links;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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

  /** Browsers and mail programs take some 8,000. */
  private static final int LONGEST_TOKEN = 6144;

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
   * What a token says.
   *
   * @param details what else its purpose needs, such as a mail and an address to go to
   */
  public record Said(String customerId, List<String> details) {
    public Said {
      details = List.copyOf(details);
    }
  }

  /**
   * The token for one customer and one purpose; letters, digits, hyphens, underscores and dots
   * only, so that it may stand in a link as it is.
   *
   * @param purpose such as {@code unsubscribe}; a token for one purpose opens no other
   * @param details texts that the token says, too; who has the token can read them
   */
  public String token(String purpose, String customerId, String... details) {
    if (!PURPOSE.matcher(purpose).matches()) {
      throw new IllegalArgumentException(
          "the purpose " + purpose + " should be a word like unsubscribe");
    }
    var said = new ArrayList<String>();
    said.add(encode(bytes(customerId)));
    for (var detail : details) {
      said.add(encode(bytes(detail)));
    }
    var text = String.join(".", said);
    return text + "." + purpose + "." + encode(signature(purpose, bytes(text)));
  }

  /** What the token says, if it was made here for this purpose. Never throws. */
  public Optional<Said> verify(String purpose, String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    var parts = token.split("\\.", -1);
    int last = parts.length - 1;
    if (last < 2 || !parts[last - 1].equals(purpose)) {
      return Optional.empty();
    }
    try {
      var said = new ArrayList<String>();
      for (var part : Arrays.asList(parts).subList(0, last - 1)) {
        said.add(new String(decode(part), StandardCharsets.UTF_8));
      }
      var signed = String.join(".", Arrays.asList(parts).subList(0, last - 1));
      return MessageDigest.isEqual(signature(purpose, bytes(signed)), decode(parts[last]))
          ? Optional.of(new Said(said.getFirst(), said.subList(1, said.size())))
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
    var bits = new BigInteger(1, signature(purpose, bytes(thing)));
    var code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(CODE_LETTERS.charAt(bits.shiftRight(5 * i).intValue() & 31));
    }
    return code.toString();
  }

  /**
   * A text that only who has the secret can make, and nobody can turn back: 128 bits in letters,
   * digits, hyphens and underscores.
   *
   * @param purpose such as {@code address}
   * @param thing what it stands for
   */
  public String digest(String purpose, String thing) {
    return encode(signature(purpose, bytes(thing)));
  }

  private byte[] signature(String purpose, byte[] said) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(bytes(purpose));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(said), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** One spelling of each, so that a token can be compared and counted as text. */
  private static byte[] decode(String text) {
    var bytes = Base64.getUrlDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("another spelling of the same");
    }
    return bytes;
  }
}
