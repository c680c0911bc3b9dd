package dev.perennial.domain.customers;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What SES takes: an ASCII local part of the usual characters, and a domain in ASCII with a dot.
 */
public final class EmailAddress {
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;

  /** In UTF-16, before its domain is in ASCII: what is longer isn't looked at. */
  private static final int LONGEST_UNICODE = 4 * LONGEST;

  /** What IDNA of 2003 took for a full stop. */
  private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");

  /** Letters that IDNA of 2008 kept, and that of 2003 makes "ss" or another sigma of. */
  private static final Pattern KEPT = Pattern.compile("[\u00df\u1e9e\u03c2]");

  /** Joiners without a width: what of them is right in a name depends on the letters around. */
  private static final Pattern JOINERS = Pattern.compile("[\u200c\u200d]");

  /** Its small letter is two in IDNA, and a plain i, another's domain, in Java. */
  private static final String DOTTED_I = "\u0130";

  private EmailAddress() {}

  /**
   * An address as it can be mailed. The domain of one in other letters than ASCII's is turned into
   * its A-labels ({@code xn--…}, RFC 5890); one in ASCII is left as it is.
   *
   * @throws IllegalArgumentException saying what would be right, never with the address
   */
  public static String mailable(String address) {
    int at = address.length() > LONGEST_UNICODE ? -1 : address.lastIndexOf('@');
    var local = address.substring(0, Math.max(0, at));
    if (!isAscii(local)) {
      throw new IllegalArgumentException(
          "must have only letters without accents, digits and signs of ASCII before the @:"
              + " SES mails to no other");
    }
    var mailable = local + "@" + asciiDomain(address.substring(at + 1));
    if (!LOCAL.matcher(local).matches()
        || !DOMAIN.matcher(mailable.substring(local.length() + 1)).matches()
        || local.length() > LONGEST_LOCAL
        || mailable.length() > LONGEST) {
      throw new IllegalArgumentException(
          "must be an address that can be mailed, such as ada@example.com");
    }
    return mailable;
  }

  /** A domain in ASCII; empty when it can't be one. */
  public static String asciiDomain(String domain) {
    return isAscii(domain)
        ? domain
        : Arrays.stream(DOTS.split(domain, -1))
            .map(EmailAddress::asciiLabel)
            .collect(Collectors.joining("."));
  }

  private static String asciiLabel(String label) {
    // letter by letter: a word's lower case would end in another sigma
    var small =
        Normalizer.normalize(label.replace(DOTTED_I, "i\u0307"), Normalizer.Form.NFKC)
            .codePoints()
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    try {
      if (JOINERS.matcher(small).find() || small.startsWith("-") || small.endsWith("-")) {
        return "";
      }
      // the rest of such a label is judged without them; other letters could be another's domain
      var ascii = IDN.toASCII(KEPT.matcher(small).replaceAll("\u00e4"), IDN.ALLOW_UNASSIGNED);
      return KEPT.matcher(small).find() && !ascii.isEmpty() ? Punycode.label(small) : ascii;
    } catch (IllegalArgumentException e) { // of characters that no domain has
      return "";
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < 0x80);
  }
}
