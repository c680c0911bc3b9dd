package dev.perennial.runtime.links;

import dev.perennial.domain.ledger.LineId;
import java.util.Optional;

/**
 * A customer's own link to a survey.
 *
 * @param occasion for which the customer is asked, and answers once
 */
public record SurveyLink(String customerId, String surveyId, String occasion) {
  private static final String PURPOSE = "survey";

  /** The address of the page, below where the API is. */
  public static final String PATH = "/p/survey";

  /** The token that says it. */
  public String token(SignedLinks links) {
    return links.token(PURPOSE, customerId, surveyId, occasion);
  }

  /** What a token says, if it was made here. Never throws. */
  public static Optional<SurveyLink> read(SignedLinks links, String token) {
    return links
        .verify(PURPOSE, token)
        .filter(said -> said.details().size() == 2)
        .map(
            said ->
                new SurveyLink(
                    said.customerId(), said.details().getFirst(), said.details().getLast()));
  }

  /** The key of the answer. */
  public String lineId() {
    return LineId.answer(surveyId, occasion);
  }
}
