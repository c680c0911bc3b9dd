package dev.perennial.emulator.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A mail that SES would have sent.
 *
 * @param number counts from 1 in the order of sending
 * @param messageId as SES answered it
 * @param to everyone who would get it
 * @param subject decoded
 * @param tags of the send request
 * @param raw the MIME message, byte for byte
 */
public record Mail(
    int number,
    String messageId,
    Instant at,
    String from,
    List<String> to,
    String subject,
    Map<String, String> tags,
    SdkBytes raw) {
  // making one reads every jar's providers
  private static final Session SESSION = Session.getInstance(new Properties());

  /** The HTML part, or null. */
  public @Nullable String html() {
    return part("text/html");
  }

  /** The plain text part, or null. */
  public @Nullable String text() {
    return part("text/plain");
  }

  /** The headers of the message as they stand in it, decoded no further. */
  public Map<String, String> headers() {
    try {
      var headers = new LinkedHashMap<String, String>();
      var all = message(raw).getAllHeaders();
      while (all.hasMoreElements()) {
        var header = all.nextElement();
        headers.merge(header.getName(), header.getValue(), (one, other) -> one + ", " + other);
      }
      return headers;
    } catch (MessagingException e) {
      throw new IllegalStateException("mail " + number + " is not MIME", e);
    }
  }

  static MimeMessage message(SdkBytes raw) throws MessagingException {
    return new MimeMessage(SESSION, raw.asInputStream());
  }

  private @Nullable String part(String type) {
    try {
      return find(message(raw), type);
    } catch (MessagingException e) {
      throw new IllegalStateException("mail " + number + " is not MIME", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String find(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart inner = multipart.getBodyPart(i);
        var found = find(inner, type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
