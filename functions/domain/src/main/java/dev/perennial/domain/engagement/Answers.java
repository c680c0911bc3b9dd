package dev.perennial.domain.engagement;

import dev.perennial.domain.ledger.Slice;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the customer last answered to each survey: scores and choices, never words. Of surveys the
 * latest {@value #MAX} are kept. Immutable.
 *
 * @param surveys by survey id
 */
public record Answers(NavigableMap<String, Answer> surveys) {
  /** Nothing was answered. */
  public static final Answers NONE = new Answers(new TreeMap<>());

  /** The account's. */
  public static final Slice<Answers> SLICE =
      Slice.personal("answers", Answers.class, NONE, Answers::merged);

  private static final int MAX = 6;

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
  public Answers plus(
      String surveyId,
      SortedMap<String, Long> scores,
      SortedMap<String, String> choices,
      LocalDate day) {
    var next = new TreeMap<>(surveys);
    var before = next.get(surveyId);
    if (before == null || !before.day.isAfter(day)) {
      next.put(surveyId, new Answer(day, scores, choices));
    }
    while (next.size() > MAX) {
      next.remove(oldest(next));
    }
    return new Answers(next);
  }

  /** Those of one person who was two customers. */
  private Answers merged(Answers other) {
    var next = this;
    for (var each : other.surveys.entrySet()) {
      var answer = each.getValue();
      next = next.plus(each.getKey(), answer.scores, answer.choices, answer.day);
    }
    return next;
  }

  private static String oldest(Map<String, Answer> surveys) {
    return surveys.entrySet().stream()
        .min(
            Map.Entry.<String, Answer>comparingByValue((one, other) -> one.day.compareTo(other.day))
                .thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }
}
