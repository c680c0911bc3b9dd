package dev.perennial.mail.render;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
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

  // Empty properties: nothing of the machine's mail settings is to reach a mail.
  private static final Session SESSION = Session.getInstance(new Properties());

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
    try {
      var message = new Dated(envelope);
      message.setFrom(internet(envelope.from()));
      message.setRecipient(Message.RecipientType.TO, internet(envelope.to()));
      message.setSubject(mail.subject(), "UTF-8");
      message.setHeader("List-Unsubscribe", "<" + envelope.unsubscribeUrl() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      var parts = new Alternatives(boundary(envelope, mail));
      // The last alternative is the one preferred (RFC 2046, section 5.1.4).
      parts.addBodyPart(part(mail.text(), "plain"));
      parts.addBodyPart(part(mail.html(), "html"));
      message.setContent(parts);
      message.saveChanges();
      var bytes = new ByteArrayOutputStream(mail.html().length() * 2);
      message.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("a mail that cannot be written in memory", e);
    }
  }

  private static InternetAddress internet(Mailbox mailbox) throws IOException {
    var address = new InternetAddress();
    address.setAddress(mailbox.address());
    if (!mailbox.name().isEmpty()) {
      address.setPersonal(mailbox.name(), "UTF-8");
    }
    return address;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, "UTF-8", subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
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

  /** A message whose date and id are given, where MimeMessage would make its own. */
  private static final class Dated extends MimeMessage {
    private final Envelope envelope;

    Dated(Envelope envelope) throws MessagingException {
      super(SESSION);
      this.envelope = envelope;
      setHeader("Date", DATE.format(envelope.date()));
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", envelope.messageId());
    }
  }

  /** A multipart whose boundary is given. */
  private static final class Alternatives extends MimeMultipart {
    Alternatives(String boundary) {
      super("alternative");
      contentType = "multipart/alternative; boundary=\"" + boundary + "\"";
    }
  }
}
