package dev.perennial.mail;

import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.links.SignedLinks;
import dev.perennial.runtime.links.SurveyLink;
import java.util.HashMap;
import java.util.Map;

/** The customer's own links to the surveys, which a template may print. */
final class SurveysModel {
  private SurveysModel() {}

  /** Each survey's link; the mail is its occasion, for which there is one answer. */
  static Map<String, Object> of(
      Programme programme, SignedLinks links, String baseUrl, MailTask task) {
    var occasion = Digest.of(task.sendId());
    var surveys = new HashMap<String, Object>();
    for (var survey : programme.get(Survey.SECTION).list()) {
      var link = new SurveyLink(task.customerId(), survey.id(), occasion);
      var url = baseUrl + SurveyLink.PATH + "?t=" + link.token(links);
      surveys.put(survey.id(), Map.of("url", url));
    }
    return surveys;
  }
}
