package dev.perennial.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people don't see around what they type, as docs/openapi.yaml has it. */
class FreeTextTest {
  /** Each of them that the API's description names. */
  private static final String UNSEEN =
      "\t \u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
          + "\u200e\u200f\u202f\u205f\u2060\u3000\ufeff";

  @Test
  void whatNobodySeesIsNothing() {
    assertTrue(FreeText.isNothing(TextNode.valueOf("")));
    for (int i = 0; i < UNSEEN.length(); i++) {
      char each = UNSEEN.charAt(i);
      assertTrue(FreeText.isNothing(text(each)), () -> "U+" + Integer.toHexString(each));
    }
    assertFalse(FreeText.isNothing(TextNode.valueOf(UNSEEN + "x" + UNSEEN)));
    assertFalse(FreeText.isNothing(text('\u200d')), "a joiner shapes what is around it");
  }

  private static TextNode text(char each) {
    return TextNode.valueOf(String.valueOf(each));
  }

  @Test
  void itIsTakenFromAroundATextAndLeftWithin() {
    var around = UNSEEN.replace("\t", "");
    var typed = TextNode.valueOf(around + "Ada" + around + "Lovelace" + around);
    assertEquals("Ada" + around + "Lovelace", FreeText.stripped(typed, 200));
  }

  /** By a regular expression, the time that this takes grows with the square of the blanks. */
  @Test
  @Timeout(60)
  void aLongTextIsJudgedInTheTimeThatItTakesToReadIt() {
    var blanks = TextNode.valueOf("x" + " ".repeat(1_000_000) + "x");
    assertFalse(FreeText.isNothing(blanks));
  }
}
