package dev.perennial.domain.referrals;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes that customers give to friends: {@value #SHORTEST} to {@value #LONGEST} letters and
 * digits that are not mistaken for each other (Crockford's base 32).
 */
public final class ReferralCode {
  /** How long a code is, unless another customer's begins alike. */
  public static final int SHORTEST = 10;

  /** How long it may get. */
  public static final int LONGEST = 16;

  private static final Pattern CODE =
      Pattern.compile("[0-9A-HJKMNP-TV-Z]{" + SHORTEST + "," + LONGEST + "}");

  private ReferralCode() {}

  /**
   * Reads what somebody typed, as Crockford says: small letters are capitals, hyphens nothing, an O
   * is a zero, I and L are ones.
   *
   * @return null when it can't be a code
   */
  public static @Nullable String read(String typed) {
    var code =
        typed
            .toUpperCase(Locale.ROOT)
            .replace("-", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return CODE.matcher(code).matches() ? code : null;
  }
}
