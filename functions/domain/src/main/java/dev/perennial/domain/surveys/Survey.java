package dev.perennial.domain.surveys;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One survey file: what the shop asks.
 *
 * @param thanks what is said after the answer, null for the usual words
 * @param questions in the file's order, 1 to {@value #MAX_QUESTIONS}
 */
public record Survey(String id, String title, @Nullable String thanks, List<Question> questions) {
  public static final int MAX_QUESTIONS = 10;

  /** The programme's surveys, in the order of their ids. */
  public static final Section<All> SECTION =
      new Section<>("surveys", All.class, new All(List.of()));

  /** All surveys of a programme. */
  public record All(List<Survey> list) {
    public All {
      list = List.copyOf(list);
    }
  }

  /** A programme's survey by its id, null when there is none. */
  public static @Nullable Survey find(Programme programme, String id) {
    return programme.get(SECTION).list().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  public Survey {
    questions = List.copyOf(questions);
  }

  /** A question by its id, null when there is none. */
  public @Nullable Question question(String question) {
    return questions.stream().filter(each -> each.id().equals(question)).findFirst().orElse(null);
  }

  /** One question; each may be left unanswered. */
  public sealed interface Question {
    /** Names it in answers and in segments: small letters, digits and hyphens. */
    String id();

    /** The question as the shopper reads it. */
    String ask();

    /**
     * Answered by a whole number.
     *
     * @param from the lowest, at least -100
     * @param to the highest, at most 100 and {@value #MAX_STEPS} steps after the lowest
     * @param low what the lowest means, null when that needs no words
     * @param high what the highest means
     */
    record Scale(
        String id, String ask, int from, int to, @Nullable String low, @Nullable String high)
        implements Question {
      /** The furthest from 0 that a scale may reach. */
      public static final int FURTHEST = 100;

      /** How many numbers a scale may have. */
      public static final int MAX_STEPS = 11;
    }

    /**
     * Answered by one of several options.
     *
     * @param options in the file's order, 2 to {@value #MAX_OPTIONS}
     */
    record Choice(String id, String ask, List<Option> options) implements Question {
      public static final int MAX_OPTIONS = 20;

      public Choice {
        options = List.copyOf(options);
      }
    }

    /**
     * Answered in the shopper's own words.
     *
     * @param max characters (UTF-16, as browsers count them), 1 to {@value #LONGEST}
     */
    record Words(String id, String ask, int max) implements Question {
      public static final int LONGEST = 1000;
    }
  }

  /** One option; text is what the shopper reads. */
  public record Option(String id, String text) {}
}
