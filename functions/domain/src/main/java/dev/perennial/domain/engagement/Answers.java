package dev.perennial.domain.engagement;

import dev.perennial.domain.history.Fact;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the customer last answered to each survey: scores and choices, never words. Of surveys the
 * latest {@value #MOST} are kept. Immutable.
 *
 * <p>As text: {@code "nps@14944/score=9/why:price"}.
 *
 * @param surveys by survey id
 */
public record Answers(NavigableMap<String, Answer> surveys) {
  /** Nothing was answered. */
  public static final Answers NONE = new Answers(new TreeMap<>());

  private static final int MOST = 6;

  public Answers {
    surveys = Collections.unmodifiableNavigableMap(new TreeMap<>(surveys));
  }

  /**
   * To one survey.
   *
   * @param day on which it was answered
   * @param scores by question
   * @param choices by question
   */
  public record Answer(
      LocalDate day, SortedMap<String, Long> scores, SortedMap<String, String> choices) {
    public Answer {
      scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
      choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }
  }

  /** These after a survey was answered; a later answer takes the place of an earlier. */
  Answers plus(Fact.Answered fact, LocalDate day) {
    var next = new TreeMap<>(surveys);
    var before = next.get(fact.surveyId());
    if (before == null || !before.day.isAfter(day)) {
      next.put(fact.surveyId(), new Answer(day, fact.scores(), fact.choices()));
    }
    while (next.size() > MOST) {
      next.remove(oldest(next));
    }
    return new Answers(next);
  }

  private static String oldest(Map<String, Answer> surveys) {
    return surveys.entrySet().stream()
        .min(
            Map.Entry.<String, Answer>comparingByValue((one, other) -> one.day.compareTo(other.day))
                .thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    surveys.forEach(
        (survey, answer) -> {
          text.append(text.isEmpty() ? "" : " ").append(survey);
          text.append('@').append(answer.day.toEpochDay());
          answer.scores.forEach((id, score) -> text.append('/').append(id + "=" + score));
          answer.choices.forEach((id, choice) -> text.append('/').append(id + ":" + choice));
        });
    return text.toString();
  }

  /** Reads what {@link #toString} wrote. */
  static Answers parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    var surveys = new TreeMap<String, Answer>();
    for (var item : text.split(" ", -1)) {
      var parts = item.split("/", -1);
      int at = parts[0].indexOf('@');
      var scores = new TreeMap<String, Long>();
      var choices = new TreeMap<String, String>();
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        int colon = parts[i].indexOf(':');
        if (equals >= 0) {
          scores.put(parts[i].substring(0, equals), Long.valueOf(parts[i].substring(equals + 1)));
        } else {
          choices.put(parts[i].substring(0, colon), parts[i].substring(colon + 1));
        }
      }
      var day = LocalDate.ofEpochDay(Long.parseLong(parts[0].substring(at + 1)));
      surveys.put(parts[0].substring(0, at), new Answer(day, scores, choices));
    }
    return new Answers(surveys);
  }
}
