package dev.perennial.domain.surveys;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.surveys.Survey.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files under {@code surveys/}. */
public final class SurveyReader implements Section.Reading<Survey.All> {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final List<String> KINDS = List.of("from", "options", "words");

  /** Of what a shopper reads, in characters. */
  private static final int LONGEST_LINE = 200;

  private static final int LONGEST_LABEL = 80;

  @Override
  public Section<Survey.All> section() {
    return Survey.SECTION;
  }

  @Override
  public Survey.All read(Reader root, Programme soFar) {
    var surveys = new ArrayList<Survey>();
    if (root.has("surveys")) {
      root.each("surveys", (id, file) -> surveys.add(survey(id, file)));
    }
    return new Survey.All(surveys);
  }

  private static Survey survey(String id, Reader file) {
    checkId(file, "", id);
    var asked = file.object("questions");
    var questions = new ArrayList<Question>();
    for (var name : asked.names()) {
      checkId(asked, name, name);
      var question = question(name, asked.object(name));
      if (question != null) {
        questions.add(question);
      }
    }
    if (asked.names().isEmpty() || asked.names().size() > Survey.MAX_QUESTIONS) {
      file.note(
          "questions",
          "must be 1 to " + Survey.MAX_QUESTIONS + ", and not " + asked.names().size());
    }
    if (id.contains("-")) {
      file.note("", "must be named without hyphens: mails name it as {{ surveys." + id + ".url }}");
    }
    var survey =
        new Survey(
            id,
            file.text("title", "", line(LONGEST_LINE)),
            file.has("thanks") ? file.text("thanks", "", line(LONGEST_LINE)) : null,
            questions);
    file.nothingElse();
    return survey;
  }

  private static @Nullable Question question(String id, Reader file) {
    var ask = file.text("ask", "", line(LONGEST_LINE));
    var kinds = KINDS.stream().filter(file::has).toList();
    if (kinds.size() != 1) {
      file.note("", "must have one of: from and to (a scale), options, words");
      if (kinds.isEmpty()) {
        file.nothingElse();
      }
      return null;
    }
    var question =
        switch (kinds.getFirst()) {
          case "from" -> scale(id, ask, file);
          case "options" -> new Question.Choice(id, ask, options(file));
          default -> new Question.Words(id, ask, file.whole("words", 1, Question.Words.LONGEST));
        };
    file.nothingElse();
    return question;
  }

  private static Question scale(String id, String ask, Reader file) {
    int furthest = Question.Scale.FURTHEST;
    int from = file.whole("from", -furthest, furthest);
    int to = file.whole("to", -furthest, furthest);
    if (to <= from || to - from >= Question.Scale.MAX_STEPS) {
      file.note(
          "to",
          "must lie above from, so that there are at most "
              + Question.Scale.MAX_STEPS
              + " numbers");
    }
    var low = file.has("low") ? file.text("low", "", line(LONGEST_LABEL)) : null;
    var high = file.has("high") ? file.text("high", "", line(LONGEST_LABEL)) : null;
    return new Question.Scale(id, ask, from, to, low, high);
  }

  private static List<Survey.Option> options(Reader file) {
    var named = file.object("options");
    var options = new ArrayList<Survey.Option>();
    for (var name : named.names()) {
      checkId(named, name, name);
      options.add(new Survey.Option(name, named.text(name, "", line(LONGEST_LABEL))));
    }
    if (options.size() < 2 || options.size() > Question.Choice.MAX_OPTIONS) {
      file.note(
          "options", "must be 2 to " + Question.Choice.MAX_OPTIONS + ", and not " + options.size());
    }
    return options;
  }

  private static void checkId(Reader at, String field, String id) {
    if (!ID.matcher(id).matches()) {
      at.noteName(field, "must be named by a small letter and at most 31 of a-z 0-9 -");
    }
  }

  private static Function<String, String> line(int max) {
    return text -> {
      if (text.isBlank() || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("must be one line of 1 to " + max + " characters");
      }
      return text;
    };
  }
}
