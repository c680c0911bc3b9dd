package dev.perennial.mail.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a value reaches a mail, an address or a link, at the bounds of what is let through. */
class ValuesTest {
  private static String shown(String hex) {
    return Values.clean("a" + Character.toString(Integer.parseInt(hex, 16)) + "b");
  }

  @ParameterizedTest(name = "U+{0} is {1}")
  @CsvSource({
    // breaks become one space
    "0009, space",
    "000A, space",
    "000D, space",
    "0085, space",
    "2028, space",
    "2029, space",
    // other control characters and direction overrides go
    "0008, nothing",
    "000E, nothing",
    "001F, nothing",
    "007F, nothing",
    "0084, nothing",
    "0086, nothing",
    "009F, nothing",
    "202A, nothing",
    "202E, nothing",
    "2066, nothing",
    "2069, nothing",
    "FFFE, nothing",
    "FFFF, nothing",
    "1FFFE, nothing",
    // half of a pair is told as unreadable
    "D800, replacement",
    "DFFF, replacement",
    // all else is as it was
    "0020, itself",
    "007E, itself",
    "00A0, itself",
    "2027, itself",
    "202F, itself",
    "2065, itself",
    "206A, itself",
    "D7FF, itself",
    "E000, itself",
    "FFFD, itself",
    "1F600, itself"
  })
  void aCharacterIsShownOrHidden(String hex, String what) {
    var itself = Character.toString(Integer.parseInt(hex, 16));
    var middle =
        switch (what) {
          case "space" -> " ";
          case "nothing" -> "";
          case "replacement" -> "\uFFFD";
          default -> itself;
        };
    assertEquals("a" + middle + "b", shown(hex));
  }

  @ParameterizedTest(name = "{0} is a web address: {1}")
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "https://fern.example true",
        "http://fern.example/a?b=c#d true",
        "https://1.example/~x true",
        "ftp://fern.example false",
        "javascript://fern.example false",
        "https:// false",
        "https:///x false",
        "https://.x false",
        "https://fern.example/<b> false",
        "https://fern.example/\" false",
        "https://fern.example/' false",
        "https://fern.example/\\ false",
        "https://fern.example/ü false",
        "https://fern.example/! true"
      })
  void aLinkIsAnAddressThatNoBrowserRuns(String text, boolean address) {
    assertEquals(address, Values.isWebAddress(text));
  }

  @ParameterizedTest(name = "U+{0} in a link: {1}")
  @CsvSource({"0020, false", "0021, true", "007E, true", "007F, false", "0000, false"})
  void aLinkIsOfVisibleAsciiCharacters(String hex, boolean address) {
    var text = "https://fern.example/" + Character.toString(Integer.parseInt(hex, 16));
    assertEquals(address, Values.isWebAddress(text));
  }

  @ParameterizedTest(name = "{0} before the @, {1} behind: {2}")
  @CsvSource({
    "1,  11,  true",
    "64, 11,  true",
    "65, 11,  false",
    "0,  11,  false",
    // 254 in all
    "64, 189, true",
    "64, 190, false",
    "60, 193, true",
    "60, 194, false"
  })
  void anAddressHasALengthThatServersTake(int local, int domain, boolean usable) {
    var host = ("a".repeat(49) + ".").repeat(5).substring(0, domain - 4) + ".com";
    var reading = Mailbox.read("", "a".repeat(local) + "@" + host);
    assertEquals(usable, reading instanceof Mailbox.Reading.Usable);
  }

  @ParameterizedTest(name = "U+{0} before the @: {1}")
  @CsvSource({"007E, ''", "007F, MALFORMED", "0080, INTERNATIONAL_LOCAL_PART"})
  void whatIsNotAsciiBeforeTheAtIsToldFromWhatIsNoAddress(String hex, String reason) {
    var local = "a" + Character.toString(Integer.parseInt(hex, 16));
    var told =
        switch (Mailbox.read("", local + "@fern.example")) {
          case Mailbox.Reading.Usable _ -> "";
          case Mailbox.Reading.Unusable unusable -> unusable.reason().name();
        };
    assertEquals(reason, told);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ tier }} | tier",
        "{% if customer.name %}{{ shop.name }}{% endif %} | ''",
        "{% if customer.name %}{{ shop.name }}{% endif %}{{ tier }} | tier",
        "{% if tier %}{% if tier %}{{ shop.name }}{% endif %}{{ tier }}{% endif %} | ''",
        "{% for i in (1..2) %}{{ shop.name }}{% endfor %}{{ tier }} | tier"
      })
  void whatStandsInNoConditionIsPrintedAlways(String source, String printed) {
    var template = LiquidTemplate.parse("x", source, Escaping.HTML, Vocabulary.STANDARD);
    assertEquals(printed.isEmpty() ? Set.of() : Set.of(printed), template.printedAlways());
  }
}
