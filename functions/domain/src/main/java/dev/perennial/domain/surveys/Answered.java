package dev.perennial.domain.surveys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A survey was answered.
 *
 * @param scores by question
 * @param choices ids of options, by question
 * @param words free text by question, which is in no event
 */
public record Answered(
    String surveyId,
    SortedMap<String, Long> scores,
    SortedMap<String, String> choices,
    SortedMap<String, String> words)
    implements DomainEvent {
  @Override
  public String eventType() {
    return "Survey Answered";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(Answers.SLICE, Answers.SLICE.in(next).plus(surveyId, scores, choices, next.day()));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("surveyId", surveyId);
    scores.forEach(detail.putObject("scores")::put);
    choices.forEach(detail.putObject("choices")::put);
  }
}
