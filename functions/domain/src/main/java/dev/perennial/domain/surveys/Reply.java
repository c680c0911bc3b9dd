package dev.perennial.domain.surveys;

import dev.perennial.domain.surveys.Survey.Question;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper answers, each by question; what is not there was left unanswered.
 *
 * @param choices ids of options
 * @param words free text
 */
public record Reply(
    SortedMap<String, Long> scores,
    SortedMap<String, String> choices,
    SortedMap<String, String> words) {
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,2}");

  public Reply {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
  }

  /** What was sent, read. */
  public sealed interface Reading {
    /** All answers are right, and there is at least one. */
    record Right(Reply reply) implements Reading {}

    /**
     * At least one answer is wrong.
     *
     * @param mistakes what would be right, by question; never what was sent
     */
    record Wrong(SortedMap<String, String> mistakes) implements Reading {}

    /** No question was answered. */
    record Empty() implements Reading {}

    /** Something was sent that the survey does not ask, which no form of it does. */
    record Unasked() implements Reading {}
  }

  /**
   * Reads a filled form.
   *
   * @param typed by question; a blank text is no answer
   */
  public static Reading read(Survey survey, Map<String, String> typed) {
    if (typed.keySet().stream().anyMatch(name -> survey.question(name) == null)) {
      return new Reading.Unasked();
    }
    var scores = new TreeMap<String, Long>();
    var choices = new TreeMap<String, String>();
    var words = new TreeMap<String, String>();
    var mistakes = new TreeMap<String, String>();
    for (var question : survey.questions()) {
      var answer = typed.getOrDefault(question.id(), "").strip();
      if (answer.isEmpty()) {
        continue;
      }
      var mistake =
          switch (question) {
            case Question.Scale scale -> put(scores, scale, answer);
            case Question.Choice choice -> put(choices, choice, answer);
            case Question.Words own -> put(words, own, answer);
          };
      if (mistake != null) {
        mistakes.put(question.id(), mistake);
      }
    }
    if (!mistakes.isEmpty()) {
      return new Reading.Wrong(Collections.unmodifiableSortedMap(mistakes));
    }
    return scores.isEmpty() && choices.isEmpty() && words.isEmpty()
        ? new Reading.Empty()
        : new Reading.Right(new Reply(scores, choices, words));
  }

  private static @Nullable String put(Map<String, Long> into, Question.Scale scale, String answer) {
    var score = WHOLE.matcher(answer).matches() ? Long.parseLong(answer) : Long.MAX_VALUE;
    if (score < scale.from() || score > scale.to()) {
      return "Please choose a number from " + scale.from() + " to " + scale.to() + ".";
    }
    into.put(scale.id(), score);
    return null;
  }

  private static @Nullable String put(
      Map<String, String> into, Question.Choice choice, String answer) {
    if (choice.options().stream().noneMatch(option -> option.id().equals(answer))) {
      return "Please choose one of these.";
    }
    into.put(choice.id(), answer);
    return null;
  }

  private static @Nullable String put(Map<String, String> into, Question.Words own, String answer) {
    // browsers send both characters of a line break, and count one
    var text = answer.replace("\r\n", "\n");
    if (text.length() > own.max()) {
      return "Please use at most %d characters; these are %d.".formatted(own.max(), text.length());
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      return "Please use letters, digits and signs only.";
    }
    into.put(own.id(), text);
    return null;
  }
}
