package dev.perennial.domain.customers;

import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilePatchTest {
  private static final Rules RULES = Example.rules(Example.LOYALTY, Map.of());
  private static final Instant NOW = noon("2011-03-01");

  private final PlayedCustomer played = new PlayedCustomer(RULES);

  private Outcome say(ProfilePatch patch) {
    var outcome = Profiles.change(played.customer(), patch, RULES, NOW);
    if (outcome instanceof Outcome.Changed changed) {
      played.apply(changed.change());
    }
    return outcome;
  }

  private Profile profile() {
    return Objects.requireNonNull(played.customer().profile());
  }

  /**
   * What somebody says: {@code PUT email=a size=1 @5}, {@code PATCH email= attributes= @-}; hours
   * after midnight, or no time.
   */
  private static ProfilePatch patch(String words) {
    var fields = new HashMap<Field, String>();
    var attributes = new TreeMap<String, Attribute>();
    var cleared = new TreeSet<String>();
    Instant at = null;
    for (var word : words.split(" ", -1)) {
      var both = word.split("=", -1);
      if (word.startsWith("@")) {
        at = hour(Integer.parseInt(word.substring(1)));
      } else if (both.length == 2 && both[0].equals("email")) {
        put(fields, Field.EMAIL, "email", both[1], both[1], cleared);
      } else if (both.length == 2 && both[0].equals("attributes")) {
        cleared.add("attributes");
      } else if (both.length == 2) {
        put(attributes, both[0], "attributes/" + both[0], both[1], text(both[1]), cleared);
      }
    }
    return new ProfilePatch(words.startsWith("PUT"), fields, attributes, cleared, Map.of(), at);
  }

  private static <K, V> void put(
      Map<K, V> into, K key, String path, String value, V asValue, Set<String> cleared) {
    if (value.isEmpty()) {
      cleared.add(path);
    } else {
      into.put(key, asValue);
    }
  }

  private static Attribute text(String text) {
    return new Attribute.Text(text);
  }

  private static Instant hour(int hour) {
    return Instant.parse("2011-02-01T00:00:00Z").plusSeconds(3600L * hour);
  }

  private static String told(Profile profile) {
    var told = new TreeMap<String, String>();
    profile.fields().forEach((field, value) -> told.put(field.key(), value));
    profile.attributes().forEach((name, value) -> told.put(name, value.value().toString()));
    return told.toString();
  }

  @ParameterizedTest(name = "{0}; {1}; {2}: {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "PUT email=a size=1 @5; PATCH email=b @6;    -;                    {email=b, size=1}",
        "PUT email=a size=1 @5; PATCH email=b @4;    -;                    {email=a, size=1}",
        "PUT email=a size=1 @5; PATCH email=b @5;    -;                    {email=b, size=1}",
        "PUT email=a size=1 @5; PATCH email= @6;     -;                    {size=1}",
        "PUT email=a size=1 @5; PATCH email= @6;     PATCH email=b @4;     {size=1}",
        "PUT email=a size=1 @5; PATCH size= @7;      PATCH size=2 @6;      {email=a}",
        "PUT email=a size=1 @5; PATCH size= @7;      PATCH size=2 @8;      {email=a, size=2}",
        "PUT email=a size=1 @5; PATCH attributes= @7; PATCH size=2 of=x @6; {email=a}",
        "PUT email=a size=1 @5; PATCH of=x @7;       PUT email=b @6;       {email=b, of=x}",
        "PUT email=a size=1 @5; PATCH of=x @7;       PATCH attributes= @6; {email=a, of=x}",
        "PUT email=a size=1 @5; PUT email=b @4;      -;                    {email=a, size=1}",
        "PUT email=a size=1 @5; PUT email=b @6;      PATCH size=2 @5;      {email=b}",
        "PATCH email=a @5;      PATCH email=a @9;    PATCH email=b @7;     {email=a}",
        "PATCH email=a @5;      PATCH email=b;       PATCH email=c @6;     {email=b}",
        "PUT email=a;           PUT email=b;         -;                    {email=b}",
        "PATCH email=a;         PUT size=1;          PATCH email=c @6;     {size=1}",
        "PATCH email=a of=x;    PATCH;               -;                    {email=a, of=x}",
      })
  void whatWasSaidOfALaterTimeStays(String first, String then, String last, String told) {
    for (var words : List.of(first, then, last)) {
      if (!words.equals("-")) {
        say(patch(words));
      }
    }
    assertEquals(told, told(profile()));
  }

  @Test
  void theSameOfALaterTimeIsKeptWithoutAnEvent() {
    say(patch("PATCH email=a @5"));
    var changed = assertInstanceOf(Outcome.Changed.class, say(patch("PATCH email=a @9")));
    assertTrue(changed.change().quiet());
    assertEquals(hour(9), profile().said().of("email"));
    assertInstanceOf(Outcome.Unchanged.class, say(patch("PATCH email=a @9")));
    assertInstanceOf(Outcome.Unchanged.class, say(patch("PATCH email=b @7")));
    assertInstanceOf(Outcome.Unchanged.class, say(patch("PATCH email=a")));
    var news = assertInstanceOf(Outcome.Changed.class, say(patch("PATCH email=b @10")));
    assertFalse(news.change().quiet());
  }

  @Test
  void timesOfWhatIsGoneAreAHundredAtMost() {
    for (int i = 0; i < 250; i++) {
      say(patch("PATCH x%d= @%d".formatted(i, i)));
    }
    assertEquals(100, profile().said().each().size());
    assertEquals(hour(249), profile().said().of("attributes/x249"));
  }

  @ParameterizedTest(name = "{0} at {1}, then {2} at {3}: {4} of {5}")
  @CsvSource({
    "yes, 5, no,  6, no,  6",
    "yes, 5, no,  5, no,  5",
    "yes, 5, no,  4, yes, 5",
    "no,  5, yes, 6, yes, 6",
    "no,  5, yes, 5, no,  5",
    "no,  5, yes, 4, no,  5",
    "yes, 5, yes, 4, yes, 5",
    "yes, 5, yes, 6, yes, 6",
    "no,  5, no,  4, no,  5",
    "no,  5, ,    0, no,  5",
    "yes, 5, ,    0, yes, 5",
  })
  void ofConsentsTheLatestWordCountsAndNoneIsDropped(
      String first, int firstAt, @Nullable String then, int thenAt, String counts, int countsAt) {
    for (var replaces : List.of(true, false)) {
      say(consents(replaces, "email", consent(first, firstAt)));
      say(then == null ? patch("PUT") : consents(replaces, "email", consent(then, thenAt)));
      assertEquals(consent(counts, countsAt), profile().consents().get("email"));
    }
  }

  private static ProfilePatch consents(boolean replaces, String purpose, Consent consent) {
    return new ProfilePatch(replaces, Map.of(), Map.of(), Set.of(), Map.of(purpose, consent), null);
  }

  private static Consent consent(String granted, int at) {
    return new Consent(granted.equals("yes"), hour(at), "form", null);
  }

  @Test
  void anotherPurposeLeavesTheFirst() {
    say(consents(true, "email", consent("yes", 1)));
    say(consents(true, "email:home", consent("no", 2)));
    assertEquals(Set.of("email", "email:home"), profile().consents().keySet());
    assertTrue(profile().consentsTo("email"));
    assertFalse(profile().consentsTo("email:home"));
  }

  @ParameterizedTest
  @CsvSource({
    "49, ",
    "50, ",
    "51, /attributes",
  })
  void thereAreFiftyAttributesAtMostHoweverManyCalls(int count, @Nullable String path) {
    for (int i = 0; i < count - 1; i++) {
      say(patch("PATCH x%d=1".formatted(i)));
    }
    var last = say(patch("PATCH last=1"));
    assertEquals(path, last instanceof Outcome.Refused refused ? refused.path() : null);
  }

  @Test
  void aHugeNumberOfTextsIsRefused() {
    var texts = List.of("a".repeat(200) + "1", "a".repeat(200) + "2");
    for (int i = 0; i < 40; i++) {
      var many = new TreeMap<String, Attribute>();
      many.put("x" + i, new Attribute.Texts(texts));
      many.put("y" + i, new Attribute.Amount(BigDecimal.ONE));
      say(new ProfilePatch(false, Map.of(), many, Set.of(), Map.of(), null));
    }
    assertEquals(50, profile().attributes().size());
    var long1 =
        new Attribute.Texts(
            java.util.stream.IntStream.range(0, 100).mapToObj(i -> "b".repeat(190) + i).toList());
    var outcome =
        say(
            new ProfilePatch(
                false, Map.of(), Map.of("x0", long1, "x1", long1), Set.of(), Map.of(), null));
    assertEquals(
        new Outcome.Refused("/attributes", "must have at most 30000 characters in all"), outcome);
  }
}
