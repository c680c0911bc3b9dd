package dev.perennial.runtime.links;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SignedLinksTest {
  private static final byte[] SECRET =
      "a secret of thirty-two bytes, ok".getBytes(StandardCharsets.UTF_8);
  private final SignedLinks links = new SignedLinks(SECRET);

  @ParameterizedTest
  @ValueSource(strings = {"c1", "A-1_2.3:4", "x"})
  void aTokenOpensWhatItWasMadeFor(String id) {
    var token = links.token("unsubscribe", id);
    assertEquals(
        Optional.of(new SignedLinks.Said(id, List.of())), links.verify("unsubscribe", token));
    assertEquals(token, new SignedLinks(SECRET).token("unsubscribe", id), "the same each time");
    assertTrue(token.matches("[A-Za-z0-9._-]+"), token);
  }

  @Test
  void aTokenOpensNothingElse() {
    var token = links.token("unsubscribe", "c1");
    assertEquals(Optional.empty(), links.verify("preferences", token));
    assertEquals(
        Optional.empty(),
        links.verify("preferences", token.replace(".unsubscribe.", ".preferences.")));
    var other = links.token("unsubscribe", "c2");
    var spliced = other.substring(0, other.indexOf('.')) + token.substring(token.indexOf('.'));
    assertEquals(Optional.empty(), links.verify("unsubscribe", spliced));
    var stranger =
        new SignedLinks("another secret of enough bytes!!".getBytes(StandardCharsets.UTF_8));
    assertNotEquals(token, stranger.token("unsubscribe", "c1"));
    assertEquals(Optional.empty(), stranger.verify("unsubscribe", token));
  }

  @Test
  void aTokenSaysItsDetailsAndInTheirOrder() {
    var token = links.token("click", "c1", "welcome#1#mail", "https://fern.example/?a=1&b=ü");
    assertEquals(
        Optional.of(
            new SignedLinks.Said("c1", List.of("welcome#1#mail", "https://fern.example/?a=1&b=ü"))),
        links.verify("click", token));
    assertTrue(token.matches("[A-Za-z0-9._-]+"), token);
    var parts = token.split("\\.", -1);
    var swapped = String.join(".", parts[0], parts[2], parts[1], parts[3], parts[4]);
    assertEquals(Optional.empty(), links.verify("click", swapped));
    var cut = String.join(".", parts[0], parts[1], parts[3], parts[4]);
    assertEquals(Optional.empty(), links.verify("click", cut));
    var joined = links.token("click", "c1", "a", "b");
    assertNotEquals(joined, links.token("click", "c1", "ab"));
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    var token = links.token("unsubscribe", "customer-1");
    for (int i = 0; i < token.length(); i++) {
      for (char c : "Ab_-.=0% ".toCharArray()) {
        if (c != token.charAt(i)) {
          var changed = token.substring(0, i) + c + token.substring(i + 1);
          assertEquals(Optional.empty(), links.verify("unsubscribe", changed), changed);
        }
      }
      assertEquals(Optional.empty(), links.verify("unsubscribe", token.substring(0, i)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.unsubscribe.", ".unsubscribe.", "é.unsubscribe.ü", "%2e"})
  void malformedTokensOpenNothing(String token) {
    assertEquals(Optional.empty(), links.verify("unsubscribe", token));
    assertEquals(Optional.empty(), links.verify("", token));
  }

  @Test
  void noiseOpensNothingAndNeverThrows() {
    var random = new Random(1);
    for (int n = 0; n < 2_000; n++) {
      var noise =
          random
              .ints(random.nextInt(80), 0, 0x10000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
      assertEquals(Optional.empty(), links.verify("unsubscribe", noise.toString()));
    }
    assertEquals(Optional.empty(), links.verify("unsubscribe", "a".repeat(1_000_000)));
  }

  @Test
  void aSecretHasEnoughBytesAndAPurposeIsAWord() {
    assertThrows(IllegalArgumentException.class, () -> new SignedLinks(new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> links.token("un.sub", "c1"));
  }
}
