package dev.perennial.domain.surveys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.surveys.Reply.Reading;
import dev.perennial.domain.surveys.Survey.Question;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
  private static final Survey ORDER =
      new Survey(
          "order",
          "How was your order?",
          null,
          List.of(
              new Question.Scale("score", "Would you?", -5, 5, null, null),
              new Question.Choice(
                  "why",
                  "Why?",
                  List.of(new Survey.Option("price", "P"), new Survey.Option("range", "R"))),
              new Question.Words("more", "More?", 10)));

  private static Reading read(String question, String typed) {
    return Reply.read(ORDER, Map.of(question, typed));
  }

  @Test
  void whatIsLeftBlankIsNoAnswer() {
    var typed = Map.of("score", "-3", "why", "", "more", " \r\n ");
    assertEquals(
        new Reading.Right(new Reply(new TreeMap<>(Map.of("score", -3L)), none(), none())),
        Reply.read(ORDER, typed));
    assertEquals(new Reading.Empty(), read("more", "  "));
    assertEquals(new Reading.Empty(), Reply.read(ORDER, Map.of()));
  }

  @Test
  void wordsAreKeptAsTypedAndALineBreakCountsOnce() {
    var told = new TreeMap<>(Map.of("more", "one\ntwo 67"));
    assertEquals(
        new Reading.Right(new Reply(new TreeMap<>(), none(), told)),
        read("more", " one\r\ntwo 67 "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "score | 6 | Please choose a number from -5 to 5.",
        "score | -6 | Please choose a number from -5 to 5.",
        "score | 1.0 | Please choose a number from -5 to 5.",
        "score | +1 | Please choose a number from -5 to 5.",
        "score | -0 | Please choose a number from -5 to 5.",
        "score | 99999999999999999999 | Please choose a number from -5 to 5.",
        "score | \u0661 | Please choose a number from -5 to 5.",
        "why | Price | Please choose one of these.",
        "more | 12345678901 | Please use at most 10 characters; these are 11.",
        "more | a\u0000b | Please use letters, digits and signs only.",
      })
  void whatIsWrongIsToldWithWhatWouldBeRight(String question, String typed, String right) {
    assertEquals(new Reading.Wrong(new TreeMap<>(Map.of(question, right))), read(question, typed));
  }

  @Test
  void whatWasNotAskedIsNoAnswer() {
    assertEquals(new Reading.Unasked(), Reply.read(ORDER, Map.of("score", "1", "colour", "red")));
  }

  private static SortedMap<String, String> none() {
    return new TreeMap<>();
  }
}
