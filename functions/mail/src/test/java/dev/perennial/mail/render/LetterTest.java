package dev.perennial.mail.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {
  private static final Rendering.Mail MAIL =
      new Rendering.Mail("Thank you", "<p>Häppy 🎁</p>\n", "Häppy 🎁\n");

  private static MimeMessage parsed(byte[] mime) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
  }

  private static byte[] mime(String name, Rendering.Mail mail) {
    return Letter.mime(Samples.envelope(name), mail);
  }

  @Test
  void aMailReadBackIsTheMailWritten() throws Exception {
    var message = parsed(mime("Anna", MAIL));
    assertEquals("Thank you", message.getSubject());
    assertEquals("Fern & Thistle <hello@example.com>", message.getFrom()[0].toString());
    assertEquals("Anna <anna@example.com>", message.getAllRecipients()[0].toString());
    assertEquals(1, message.getAllRecipients().length);
    assertEquals(Instant.parse("2026-11-03T09:05:00Z"), message.getSentDate().toInstant());
    assertEquals("Tue, 3 Nov 2026 09:05:00 +0000", message.getHeader("Date", null));
    assertEquals("<c1.thanks.P-1@example.com>", message.getMessageID());
    assertEquals("1.0", message.getHeader("MIME-Version", null));
    assertEquals(
        "<https://mail.example.com/p/unsubscribe?t=YQ.unsubscribe.c2ln>",
        message.getHeader("List-Unsubscribe", null));
    assertEquals("List-Unsubscribe=One-Click", message.getHeader("List-Unsubscribe-Post", null));
    assertNull(message.getHeader("Auto-Submitted", null));
    var parts = assertInstanceOf(MimeMultipart.class, message.getContent());
    assertTrue(parts.getContentType().startsWith("multipart/alternative;"));
    assertEquals(2, parts.getCount());
    var text = parts.getBodyPart(0);
    var html = parts.getBodyPart(1);
    assertEquals("text/plain; charset=UTF-8", text.getContentType());
    assertEquals("text/html; charset=UTF-8", html.getContentType());
    assertEquals(MAIL.text().replace("\n", "\r\n"), text.getContent());
    assertEquals(MAIL.html().replace("\n", "\r\n"), html.getContent());
    assertEquals("quoted-printable", html.getHeader("Content-Transfer-Encoding")[0]);
  }

  @Test
  void theSameMailIsTheSameBytes() {
    assertArrayEquals(mime("Anna", MAIL), mime("Anna", MAIL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anna",
        "Ünï Cödé",
        "日本 太郎",
        "שלום",
        "👩‍👩‍👧",
        "O'Hara, \"Bob\" <x@y.z>",
        "a@b.c, d@e.f",
        "=?UTF-8?Q?x?=",
        "Anna\r\nBcc: victim@example.com",
        "Anna\nX-Header: y",
        "Anna\r",
        "Anna\u0000",
        "",
        "   "
      })
  void anyNameGoesToOneAddressAndAddsNoHeader(String name) throws Exception {
    var subject = Values.header("For " + name);
    var message = parsed(mime(name, new Rendering.Mail(subject, "<p>x</p>", "x")));
    var expected =
        List.of(
            "Content-Type",
            "Date",
            "From",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To");
    assertEquals(
        expected,
        Collections.list(message.getAllHeaders()).stream().map(h -> h.getName()).sorted().toList());
    assertEquals(1, message.getAllRecipients().length);
    var to = assertInstanceOf(InternetAddress.class, message.getAllRecipients()[0]);
    assertEquals("anna@example.com", to.getAddress());
    var shown = Values.header(name);
    assertEquals(shown.isEmpty() ? null : shown, to.getPersonal());
    assertEquals(subject, message.getSubject());
  }

  @Test
  void linesFitAndAreAscii() {
    var random = new Random(7);
    for (int n = 0; n < 20; n++) {
      var length = random.nextInt(3_000);
      var name =
          random
              .ints(length, 1, 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      var line = Values.header(name);
      var mime = mime(name, new Rendering.Mail(line, line.repeat(3), line));
      for (var text : new String(mime, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
        assertTrue(text.length() <= 998, () -> text.length() + ": " + text);
        assertTrue(text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\t'), text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a=b     | a=3Db
          ä       | =C3=A4
          `a `    | a=20
          `a\t`    | a=09
          a b     | a b
          .       | .
          From x  | From x
          👩      | =F0=9F=91=A9
          """)
  void quotedPrintableByTheRfc(String text, String encoded) {
    assertEquals(encoded, QuotedPrintable.encode(text));
    assertEquals(encoded + "\r\n" + encoded, QuotedPrintable.encode(text + "\n" + text));
    assertEquals(encoded + "\r\n" + encoded, QuotedPrintable.encode(text + "\r\n" + text));
  }

  @Test
  void anyTextSurvivesQuotedPrintable() throws Exception {
    var random = new Random(3);
    var alphabet = "ab =\t.\n\r\r\nä日\uD83D\uDE00";
    for (int n = 0; n < 500; n++) {
      var text =
          random
              .ints(random.nextInt(300), 0, alphabet.codePointCount(0, alphabet.length()))
              .map(i -> alphabet.codePointAt(alphabet.offsetByCodePoints(0, i)))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      var encoded = QuotedPrintable.encode(text);
      for (var line : encoded.split("\r\n", -1)) {
        assertTrue(line.length() <= 76, line);
        assertFalse(line.endsWith(" ") || line.endsWith("\t"), encoded);
      }
      try (var decoded =
          MimeUtility.decode(
              new ByteArrayInputStream(encoded.getBytes(StandardCharsets.US_ASCII)),
              "quoted-printable")) {
        assertEquals(
            text.replaceAll("\r\n|\r|\n", "\r\n"),
            new String(decoded.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void boundaryOccursOnlyAsABoundary() throws Exception {
    var first = new String(mime("Anna", MAIL), StandardCharsets.US_ASCII);
    var boundary = first.replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
    assertTrue(boundary.startsWith("=_"), boundary);
    var spiteful = new Rendering.Mail("s", "--" + boundary + "--\n", "--" + boundary + "\n\nx");
    var parts = (MimeMultipart) parsed(mime("Anna", spiteful)).getContent();
    assertEquals(2, parts.getCount());
    assertEquals("--" + boundary + "--\r\n", parts.getBodyPart(1).getContent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nBcc: x@y.z", "a\nb", "a\u0000", "a\u2028b", "a\u202Eb"})
  void aSubjectWithControlCharactersIsRefused(String subject) {
    var mail = new Rendering.Mail(subject, "h", "t");
    assertThrows(IllegalArgumentException.class, () -> mime("Anna", mail));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "<x>", "<a b@c>", "<a@b>\r\nBcc: x", "<a@b", "", "<a@b><c@d>"})
  void aMessageIdThatIsNoneIsRefused(String id) {
    var sample = Samples.envelope("Anna");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Letter.Envelope(
                sample.from(), sample.to(), sample.unsubscribeUrl(), sample.date(), id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:x@y.z", "https://a\r\nb", "https://a>b", "", "javascript:x"})
  void anUnsubscribeLinkThatIsNoneIsRefused(String link) {
    var sample = Samples.envelope("Anna");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Letter.Envelope(
                sample.from(), sample.to(), link, sample.date(), sample.messageId()));
  }

  @ParameterizedTest
  @CsvSource({
    "anna@example.com, anna@example.com",
    "a.b+tag@sub.example.co.uk, a.b+tag@sub.example.co.uk",
    "o'hara@example.com, o'hara@example.com",
    "Anna@EXAMPLE.com, Anna@example.com",
    "info@bücher.example, info@xn--bcher-kva.example",
  })
  void addressesThatSesSendsTo(String address, String sent) {
    assertEquals(new Mailbox.Reading.Usable(new Mailbox("", sent)), Mailbox.read("", address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@example.com",
        "anna@",
        "anna@example",
        "anna@@example.com",
        "an na@example.com",
        "anna@exa mple.com",
        ".anna@example.com",
        "anna.@example.com",
        "an..na@example.com",
        "anna@example.com, b@example.com",
        "anna@example.com\r\nBcc: x@y.z",
        "\"an na\"@example.com",
        "anna@[127.0.0.1]",
        "anna@-example.com",
        "anna@example.com.",
        "<anna@example.com>",
        "anna@127.0.0.1"
      })
  void malformedAddressesAreNamedSo(String address) {
    assertEquals(new Mailbox.Reading.Unusable(Mailbox.Reason.MALFORMED), Mailbox.read("", address));
  }

  @Test
  void aLocalPartBeyondAsciiIsNamedSo() {
    assertEquals(
        new Mailbox.Reading.Unusable(Mailbox.Reason.INTERNATIONAL_LOCAL_PART),
        Mailbox.read("Jürgen", "jürgen@example.com"));
  }

  @Test
  void lengthsAreBounded() {
    var unusable = new Mailbox.Reading.Unusable(Mailbox.Reason.MALFORMED);
    assertEquals(unusable, Mailbox.read("", "a".repeat(65) + "@example.com"));
    assertEquals(unusable, Mailbox.read("", "a@" + "b".repeat(64) + ".com"));
    assertEquals(unusable, Mailbox.read("", "a@" + "bbbbbbbbb.".repeat(26) + "com"));
    var named = (Mailbox.Reading.Usable) Mailbox.read("N".repeat(10_000), "a@example.com");
    assertEquals(100, named.mailbox().name().length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello@example.com                          |                | hello@example.com
          Fern & Thistle <hello@example.com>         | Fern & Thistle | hello@example.com
          "Fern, Thistle" <hello@example.com>        | Fern, Thistle  | hello@example.com
          <hello@example.com>                        |                | hello@example.com
          """)
  void sendersAsTheTemplateHasThem(String text, String name, String address) {
    assertEquals(new Mailbox(name == null ? "" : name, address), Mailbox.sender(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Fern", "Fern <hello>", "Fern <a@b.c", "a@b.cc, d@e.ff"})
  void aSenderThatIsNoneIsRefused(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Mailbox.sender(text));
    assertFalse(String.valueOf(refused.getMessage()).isEmpty());
  }
}
