package dev.perennial.mail.render;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A marketing mail as MIME (RFC 5322, 2045 to 2047), with one-click unsubscribe (RFC 8058). The
 * same mail and envelope give the same bytes.
 */
public final class Letter {
  private static final Pattern MESSAGE_ID =
      Pattern.compile("<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>");
  private static final int LONGEST_MESSAGE_ID = 250;

  /** RFC 5322, section 2.1.1: 998 characters, of which the header's name takes some. */
  private static final int LONGEST_LINK = 900;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Letter() {}

  /**
   * What stands around a mail.
   *
   * @param unsubscribeUrl an absolute https link that takes RFC 8058's POST
   * @param date when it is sent; goes into Date
   * @param messageId {@code <unique@domain>}; the same send has the same
   */
  public record Envelope(
      Mailbox from, Mailbox to, String unsubscribeUrl, Instant date, String messageId) {
    /** Checks what goes into headers as it stands. */
    public Envelope {
      if (messageId.length() > LONGEST_MESSAGE_ID || !MESSAGE_ID.matcher(messageId).matches()) {
        throw new IllegalArgumentException(
            "the message id " + messageId + " should be <unique@domain>");
      }
      if (unsubscribeUrl.length() > LONGEST_LINK || !Values.isWebAddress(unsubscribeUrl)) {
        throw new IllegalArgumentException(
            "the unsubscribe link should be an absolute https address of at most "
                + LONGEST_LINK
                + " characters");
      }
    }
  }

  /** The bytes to hand to SES. */
  public static byte[] mime(Envelope envelope, Rendering.Mail mail) {
    if (!Values.header(mail.subject()).equals(mail.subject())) {
      throw new IllegalArgumentException(
          "the subject holds a line break, a control character or an encoded word");
    }
    var boundary = boundary(envelope, mail);
    var out = new StringBuilder(mail.html().length() * 3 / 2 + mail.text().length() + 2_000);
    header(out, "Date", DATE.format(envelope.date()));
    header(out, "From", internet(envelope.from()));
    header(out, "To", internet(envelope.to()));
    header(out, "Subject", encoded(mail.subject()));
    header(out, "Message-ID", envelope.messageId());
    header(out, "List-Unsubscribe", "<" + envelope.unsubscribeUrl() + ">");
    header(out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    header(out, "MIME-Version", "1.0");
    header(out, "Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
    // The last alternative is the one preferred (RFC 2046, section 5.1.4).
    part(out, boundary, "plain", mail.text());
    part(out, boundary, "html", mail.html());
    out.append("\r\n--").append(boundary).append("--\r\n");
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void header(StringBuilder out, String name, String value) {
    // A folded value has line breaks, each with a space after it; none other may pass.
    if (!value.replace("\r\n ", "").chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("the header " + name + " is not one line of ASCII");
    }
    out.append(name).append(": ").append(value).append("\r\n");
  }

  private static void part(StringBuilder out, String boundary, String subtype, String text) {
    out.append("\r\n--").append(boundary).append("\r\n");
    header(out, "Content-Type", "text/" + subtype + "; charset=UTF-8");
    header(out, "Content-Transfer-Encoding", "quoted-printable");
    out.append("\r\n").append(QuotedPrintable.encode(text));
  }

  private static String encoded(String text) {
    try {
      return MimeUtility.fold("Subject: ".length(), MimeUtility.encodeText(text, "UTF-8", null));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }

  private static String internet(Mailbox mailbox) {
    try {
      var address = new InternetAddress();
      address.setAddress(mailbox.address());
      if (!mailbox.name().isEmpty()) {
        address.setPersonal(mailbox.name(), "UTF-8");
      }
      return MimeUtility.fold("From: ".length(), address.toString());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }

  /** "=_" cannot stand in quoted-printable text, so the boundary never occurs in a part. */
  private static String boundary(Envelope envelope, Rendering.Mail mail) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text :
          new String[] {envelope.messageId(), mail.subject(), mail.text(), mail.html()}) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return "=_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
