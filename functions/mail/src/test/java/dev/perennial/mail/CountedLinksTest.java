package dev.perennial.mail;

import dev.perennial.runtime.links.MailLink;
import dev.perennial.runtime.links.SignedLinks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.junit.jupiter.api.Assertions.assertEquals;

class CountedLinksTest {
  private static final SignedLinks LINKS =
      new SignedLinks("a secret that only tests know of".getBytes(StandardCharsets.UTF_8));
  private static final String BASE = "https://api.fern.example";
  private static final Pattern OURS =
      Pattern.compile("https://api[.]fern[.]example/p/r[?]t=([A-Za-z0-9._-]+)");

  private static String counted(String html) {
    return new CountedLinks(BASE, LINKS).in(html, "ada", "thanks#1#0");
  }

  private static List<MailLink> links(String html) {
    var all = new ArrayList<MailLink>();
    OURS.matcher(html)
        .results()
        .forEach(each -> all.add(MailLink.read(LINKS, each.group(1)).orElseThrow()));
    return all;
  }

  @Test
  void everyLinkAwayLeadsThroughOurPageAndThereToWhereItLed() {
    var html =
        """
        <a class="x" href="https://fern.example/?a=1&amp;b=%C3%BC#top" target="_blank">One</a>
        <a href="http://thistle.example/$1">Two</a> <b>and $0</b>
        """;
    var out = counted(html);
    assertEquals(
        List.of(
            new MailLink("ada", "thanks#1#0", 1, "https://fern.example/?a=1&b=%C3%BC#top"),
            new MailLink("ada", "thanks#1#0", 2, "http://thistle.example/$1")),
        links(out));
    assertEquals(html, undone(out), "nothing but addresses changes");
  }

  private static String undone(String html) {
    return OURS.matcher(html)
        .replaceAll(
            each ->
                Matcher.quoteReplacement(
                    MailLink.read(LINKS, each.group(1)).orElseThrow().url().replace("&", "&amp;")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://api.fern.example/p/unsubscribe?t=x\">Unsubscribe</a>",
        "<a href=\"mailto:ada@fern.example\">Write</a>",
        "<a href=\"tel:+441234\">Call</a>",
        "<a href=\"#top\">Top</a>",
        "<a href=\"\">Nowhere</a>",
        "<a href=\"javascript:alert(1)\">Odd</a>",
        "<a href=\"https://no address/\">Odd</a>",
        "<a href=\"https:///\">Odd</a>",
        "<a href=\"https://fern.example/?n=1&#38;b=2\">A character by its number</a>",
        "<a href=\"https://fern.example/?n=1&#x26;b=2\">A character by its number</a>",
        "<a href=\"https://fern.example/?b=caf&eacute;\">A character by its name</a>",
        "<area href=\"https://fern.example\"><link href=\"https://fern.example/x.css\">",
        "<a data-href=\"https://fern.example\">Odd</a>",
        "<p>https://fern.example in words, and href=\"https://fern.example\"</p>",
      })
  void whatDoesNotLeadAwayStaysAsItIs(String html) {
    assertEquals(html, counted(html));
  }

  @Test
  void anAddressTooLongForATokenStaysAsItIs() {
    var address = "https://fern.example/" + "x".repeat(1979);
    assertEquals(2000, address.length());
    assertEquals(1, links(counted("<a href=\"" + address + "\">Long</a>")).size());
    var tea = "https://fern.example/?q=" + "\u8336".repeat(700);
    assertEquals(0, links(counted("<a href=\"" + tea + "\">Long in bytes</a>")).size());
    var longer = "<a href=\"" + address + "x\">Long</a>";
    assertEquals(longer, counted(longer));
  }
}
