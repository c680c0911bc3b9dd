package dev.perennial.emulator.mailbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Every mail that was sent, in order. With a folder each is also a file there, {@code 000001.eml},
 * with the facts of its sending in lines before the message, so that it survives the stack.
 */
public final class Mailbox {
  private static final String PREFIX = "X-Laptop-";

  private final @Nullable Path folder;
  private final List<Mail> mails = new ArrayList<>();

  /**
   * Opens a mailbox.
   *
   * @param folder where mails are kept, or null for in memory only
   */
  public Mailbox(@Nullable Path folder) {
    this.folder = folder;
    if (folder != null) {
      read(folder);
    }
  }

  /**
   * Keeps a mail.
   *
   * @param to whom the request named; the message's own recipients when empty
   * @throws IllegalArgumentException when the message has no sender or nobody to go to, or is no
   *     MIME message
   */
  public synchronized Mail add(
      String messageId,
      Instant at,
      @Nullable String from,
      List<String> to,
      Map<String, String> tags,
      SdkBytes raw) {
    var mail = mail(mails.size() + 1, messageId, at, from, to, tags, raw);
    if (folder != null) {
      write(folder, mail);
    }
    mails.add(mail);
    return mail;
  }

  /** All mails, oldest first. */
  public synchronized List<Mail> list() {
    return List.copyOf(mails);
  }

  /** How many mails there are. */
  public synchronized int size() {
    return mails.size();
  }

  /** The mail of that number, counted from 1. */
  public synchronized Optional<Mail> get(int number) {
    return number < 1 || number > mails.size()
        ? Optional.empty()
        : Optional.of(mails.get(number - 1));
  }

  private static Mail mail(
      int number,
      String messageId,
      Instant at,
      @Nullable String from,
      List<String> to,
      Map<String, String> tags,
      SdkBytes raw) {
    try {
      var message = Mail.message(raw);
      var sender =
          from != null ? from : addresses(message.getFrom()).stream().findFirst().orElse("");
      var recipients = to.isEmpty() ? addresses(message.getAllRecipients()) : List.copyOf(to);
      if (sender.isEmpty() || recipients.isEmpty()) {
        throw new IllegalArgumentException(
            sender.isEmpty() ? "the mail has no sender" : "the mail has no recipient");
      }
      var subject = message.getSubject();
      return new Mail(
          number, messageId, at, sender, recipients, subject == null ? "" : subject, tags, raw);
    } catch (MessagingException e) {
      throw new IllegalArgumentException("the mail is not a MIME message", e);
    }
  }

  private static List<String> addresses(Address @Nullable [] addresses) {
    return addresses == null
        ? List.of()
        : Arrays.stream(addresses)
            .map(a -> a instanceof InternetAddress internet ? internet.getAddress() : a.toString())
            .toList();
  }

  private static void write(Path folder, Mail mail) {
    var head = new StringBuilder();
    head.append(PREFIX).append("Id: ").append(mail.messageId()).append("\r\n");
    head.append(PREFIX).append("At: ").append(mail.at()).append("\r\n");
    head.append(PREFIX).append("From: ").append(mail.from()).append("\r\n");
    mail.to().forEach(to -> head.append(PREFIX).append("To: ").append(to).append("\r\n"));
    mail.tags()
        .forEach(
            (name, value) ->
                head.append(PREFIX + "Tag: ")
                    .append(name)
                    .append('=')
                    .append(value)
                    .append("\r\n"));
    var file = folder.resolve("%06d.eml".formatted(mail.number()));
    var half = folder.resolve("half.tmp");
    try (var out = Files.newOutputStream(half)) {
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      out.write(mail.raw().asByteArrayUnsafe());
    } catch (IOException e) {
      throw new UncheckedIOException("the mail cannot be kept in " + file, e);
    }
    try {
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the mail cannot be kept in " + file, e);
    }
  }

  private void read(Path in) {
    try {
      Files.createDirectories(in);
      try (var files = Files.list(in)) {
        files
            .filter(file -> file.toString().endsWith(".eml"))
            .sorted()
            .forEach(file -> mails.add(read(file, mails.size() + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the mails in " + in + " cannot be read", e);
    }
  }

  private static Mail read(Path file, int number) {
    try {
      var bytes = Files.readAllBytes(file);
      var at = 0;
      var id = "";
      var sent = Instant.EPOCH;
      var from = "";
      var to = new ArrayList<String>();
      var tags = new LinkedHashMap<String, String>();
      while (true) {
        var end = at;
        while (end < bytes.length && bytes[end] != '\n') {
          end++;
        }
        var line = new String(bytes, at, end - at, StandardCharsets.UTF_8).strip();
        if (!line.startsWith(PREFIX)) {
          break;
        }
        var colon = line.indexOf(':');
        var value = line.substring(colon + 1).strip();
        switch (line.substring(PREFIX.length(), colon)) {
          case "Id" -> id = value;
          case "At" -> sent = Instant.parse(value);
          case "From" -> from = value;
          case "To" -> to.add(value);
          default -> tags.put(value.split("=", 2)[0], value.split("=", 2)[1]);
        }
        at = end + 1;
      }
      return mail(
          number,
          id,
          sent,
          from,
          to,
          tags,
          SdkBytes.fromByteArray(Arrays.copyOfRange(bytes, at, bytes.length)));
    } catch (IOException e) {
      throw new UncheckedIOException("the mail " + file + " cannot be read", e);
    }
  }
}
