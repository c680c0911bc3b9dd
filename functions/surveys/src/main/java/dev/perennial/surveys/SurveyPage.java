package dev.perennial.surveys;

import dev.perennial.domain.surveys.Survey;
import dev.perennial.runtime.http.ShopperPage;
import java.util.Objects;

/** What the page of a survey says when it has no form. */
final class SurveyPage {
  private SurveyPage() {}

  /**
   * Says that the answers are recorded.
   *
   * @param shop the shop's name
   */
  static String thanks(String shop, Survey survey) {
    return page(
        "Your answers are in.",
        Objects.requireNonNullElse(survey.thanks(), "Thank you for telling us."),
        shop + " has them now, and you can close this page.");
  }

  /** For a second answer to the same occasion; nothing of it was recorded. */
  static String answered(String shop) {
    return page(
        "You have answered this already.",
        "Your answers are with " + shop + ". Thank you for them.",
        "They can't be changed here, and you can close this page.");
  }

  /** For a survey that is no longer in the programme. */
  static String closed(String shop) {
    return page(
        "This survey has closed.",
        "Thank you for wanting to answer it.",
        shop + " takes no more answers to it, and you can close this page.");
  }

  /** For whoever was erased, or was never there. */
  static String nobody(String shop) {
    return page(
        "There is nothing to answer here.",
        shop + " keeps nothing about you, and so no answers either.",
        "You can close this page.");
  }

  /** For a link that was cut short or changed; says nothing of any customer. */
  static String invalid(String shop) {
    return page(
        "This link does not work.",
        "It may have been cut short on the way. Please open it again from the mail that asks you.",
        "If that does not help, reply to that mail from " + shop + " and say what you think.");
  }

  private static String page(String headline, String text, String more) {
    return ShopperPage.of(
        headline.substring(0, headline.length() - 1),
        """
        <h1>%s</h1>
        <p>%s</p>
        <p><small>%s</small></p>
        """
            .formatted(
                ShopperPage.escape(headline), ShopperPage.escape(text), ShopperPage.escape(more)));
  }
}
