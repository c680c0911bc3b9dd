package dev.perennial.mail.render;

import dev.perennial.domain.customers.EmailAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that SES can send to or from, with the name shown beside it.
 *
 * @param name may be empty
 * @param address ASCII; an international domain is in its xn-- form
 */
public record Mailbox(String name, String address) {
  private static final int LONGEST_NAME = 100;
  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** What came of reading an address. */
  public sealed interface Reading {
    /** It can be sent to. */
    record Usable(Mailbox mailbox) implements Reading {}

    /** It cannot; nothing of the address is told. */
    record Unusable(Reason reason) implements Reading {}
  }

  /** Why an address cannot be used. */
  public enum Reason {
    /** Not of the form local@domain, or too long. */
    MALFORMED,
    /** What stands before the @ is not ASCII, which SES does not send to. */
    INTERNATIONAL_LOCAL_PART
  }

  /** Reads an address as a shop knows it: {@code name} as people write it, perhaps empty. */
  public static Reading read(String name, String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at > 64) {
      return new Reading.Unusable(Reason.MALFORMED);
    }
    var local = address.substring(0, at);
    if (!local.chars().allMatch(c -> c < 0x80)) {
      return new Reading.Unusable(Reason.INTERNATIONAL_LOCAL_PART);
    }
    var domain = EmailAddress.asciiDomain(address.substring(at + 1)).toLowerCase(Locale.ROOT);
    if (!LOCAL_PART.matcher(local).matches()
        || !DOMAIN.matcher(domain).matches()
        || local.length() + 1 + domain.length() > 254) {
      return new Reading.Unusable(Reason.MALFORMED);
    }
    return new Reading.Usable(new Mailbox(shown(name), local + "@" + domain));
  }

  /**
   * Reads a sender as template.yaml's parameter has it: {@code Perennial Gifts
   * <hello@example.com>}, or the address alone.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Mailbox sender(String text) {
    int open = text.lastIndexOf('<');
    var bracketed = open >= 0 && text.strip().endsWith(">");
    var address =
        bracketed ? text.substring(open + 1, text.lastIndexOf('>')).strip() : text.strip();
    var name = bracketed ? text.substring(0, open).strip() : "";
    if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
      name = name.substring(1, name.length() - 1);
    }
    return switch (read(name, address)) {
      case Reading.Usable usable -> usable.mailbox();
      case Reading.Unusable unusable ->
          throw new IllegalArgumentException(
              "the sender "
                  + text
                  + " is "
                  + unusable.reason()
                  + ": write Name <address@domain> or address@domain");
    };
  }

  private static String shown(String name) {
    var line = Values.header(name);
    return line.codePointCount(0, line.length()) <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)).strip();
  }
}
