package dev.perennial.surveys;

import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Survey.Question;
import dev.perennial.runtime.http.ShopperPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A survey's questions as a form that posts to the page's own address.
 *
 * @param token from the link, opaque here
 */
record SurveyForm(Survey survey, String token) {
  /** The form as it is opened. */
  String blank() {
    return page("", Map.of(), Map.of());
  }

  /** The form again, with what was typed and with what would be right. */
  String wrong(Map<String, String> typed, Map<String, String> mistakes) {
    var links = new StringBuilder();
    for (var question : survey.questions()) {
      if (mistakes.containsKey(question.id())) {
        links.append(
            "<br><a href=\"#q-%s\">%s</a>\n"
                .formatted(question.id(), ShopperPage.escape(question.ask())));
      }
    }
    return page("Please look at this again:" + links, typed, mistakes);
  }

  /** The form again, of which nothing was filled in. */
  String empty() {
    return page("Please answer one question at least.", Map.of(), Map.of());
  }

  /** The form again, since what was sent is not what is asked now. */
  String changed(Map<String, String> typed) {
    return page(
        "The questions have changed meanwhile. Please look through them and send your answers"
            + " again.",
        typed,
        Map.of());
  }

  private String page(String alert, Map<String, String> typed, Map<String, String> mistakes) {
    var asked = new StringBuilder();
    for (var question : survey.questions()) {
      var mistake = mistakes.get(question.id());
      var value = typed.getOrDefault(question.id(), "");
      asked.append(
          switch (question) {
            case Question.Scale scale -> scale(scale, value, mistake);
            case Question.Choice choice -> choice(choice, value, mistake);
            case Question.Words words -> words(words, value, mistake);
          });
    }
    return ShopperPage.of(
        alert.isEmpty() ? survey.title() : "Please look again: " + survey.title(),
        """
        <h1>%s</h1>
        <p><small>Leave out whatever you like.</small></p>
        %s<form method="post" action="?t=%s">
        %s<p><button type="submit">Send</button></p>
        </form>
        """
            .formatted(
                ShopperPage.escape(survey.title()),
                alert.isEmpty() ? "" : "<p class=\"wrong\" role=\"alert\">" + alert + "</p>\n",
                ShopperPage.escape(token),
                asked));
  }

  private static String scale(Question.Scale scale, String value, @Nullable String mistake) {
    var numbers = new StringBuilder();
    for (int number = scale.from(); number <= scale.to(); number++) {
      numbers.append(radio(scale.id(), Integer.toString(number), Integer.toString(number), value));
    }
    var low = scale.low() == null ? "" : scale.from() + ": " + scale.low();
    var high = scale.high() == null ? "" : scale.to() + ": " + scale.high();
    var ends =
        low.isEmpty() && high.isEmpty()
            ? ""
            : "<p class=\"ends\"><span>%s</span> <span>%s</span></p>\n"
                .formatted(ShopperPage.escape(low), ShopperPage.escape(high));
    return group(scale, mistake, ends + "<div class=\"scale\">\n" + numbers + "</div>\n");
  }

  private static String choice(Question.Choice choice, String value, @Nullable String mistake) {
    var options = new StringBuilder();
    for (var option : choice.options()) {
      options.append(radio(choice.id(), option.id(), option.text(), value));
    }
    return group(choice, mistake, "<div class=\"options\">\n" + options + "</div>\n");
  }

  private static String group(Question question, @Nullable String mistake, String fields) {
    return """
    <fieldset id="q-%s"%s>
    <legend>%s</legend>
    %s%s</fieldset>
    """
        .formatted(
            question.id(),
            mistake == null ? "" : " aria-describedby=\"q-" + question.id() + "-wrong\"",
            ShopperPage.escape(question.ask()),
            said(question, mistake),
            fields);
  }

  private static String radio(String name, String value, String text, String typed) {
    return "<label><input type=\"radio\" name=\"%s\" value=\"%s\"%s><span>%s</span></label>\n"
        .formatted(
            name, value, value.equals(typed.strip()) ? " checked" : "", ShopperPage.escape(text));
  }

  private static String words(Question.Words words, String value, @Nullable String mistake) {
    // a browser takes a line break right after the tag away
    return """
    <div class="words">
    <label for="q-%1$s">%2$s</label>
    %3$s<textarea id="q-%1$s" name="%1$s" rows="4" maxlength="%4$d"%5$s>
    %6$s</textarea>
    </div>
    """
        .formatted(
            words.id(),
            ShopperPage.escape(words.ask()),
            said(words, mistake),
            words.max(),
            mistake == null
                ? ""
                : " aria-invalid=\"true\" aria-describedby=\"q-" + words.id() + "-wrong\"",
            ShopperPage.escape(value));
  }

  private static String said(Question question, @Nullable String mistake) {
    return mistake == null
        ? ""
        : "<p class=\"wrong\" id=\"q-%s-wrong\">%s</p>\n"
            .formatted(question.id(), ShopperPage.escape(mistake));
  }
}
