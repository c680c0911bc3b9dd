package dev.perennial.surveys;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.surveys.Reply;
import dev.perennial.domain.surveys.Reply.Reading;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Surveys;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.links.SurveyLink;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a survey, or records its answers once for each occasion.
 *
 * @param token that the link was read from
 * @param typed null when the page is only opened
 */
record AnswerSurvey(
    Stores stores, SurveyLink link, String token, @Nullable Map<String, String> typed)
    implements Command<AnswerSurvey.State, APIGatewayV2HTTPResponse> {

  /**
   * The customer, and whether there is an answer for the occasion.
   *
   * @param nobody whether there is no such customer, or none any more: that another came back under
   *     the same id makes no link of before theirs
   */
  record State(Customer customer, boolean nobody, boolean answered) {}

  @Override
  public String customerId() {
    return link.customerId();
  }

  @Override
  public State read(Customer customer, Moment at) {
    var nobody = customer.account() == null || customer.erased() || !isTheirs(customer);
    return new State(
        customer,
        nobody,
        !nobody && PersonHistory.of(stores.history(), customer).find(link.lineId()).isPresent());
  }

  /** Whether the link is of a mail of the customer's present life; asked of those with several. */
  private boolean isTheirs(Customer customer) {
    return !customer.lifeOf(link.customerId()).isLater()
        || customer.own(stores.history().startingWith(link.customerId(), LineId.sent(""))).stream()
            .anyMatch(
                line ->
                    line.event() instanceof Mailed sent
                        && Digest.of(sent.sendId()).equals(link.occasion()));
  }

  @Override
  public Decision<APIGatewayV2HTTPResponse> decide(State state, Moment at) {
    var programme = at.rules().programme();
    var shop = programme.shop().name();
    if (state.nobody) {
      return page(410, SurveyPage.nobody(shop));
    }
    if (state.answered) {
      return page(200, SurveyPage.answered(shop));
    }
    var survey = Survey.find(programme, link.surveyId());
    if (survey == null) {
      return page(410, SurveyPage.closed(shop));
    }
    var form = new SurveyForm(survey, token);
    if (typed == null) {
      return page(200, form.blank());
    }
    return switch (Reply.read(survey, typed)) {
      case Reading.Right right -> answer(state.customer, survey, right.reply(), at);
      case Reading.Wrong wrong -> page(400, form.wrong(typed, wrong.mistakes()));
      case Reading.Empty _ -> page(400, form.empty());
      case Reading.Unasked _ -> page(400, form.changed(typed));
    };
  }

  private Decision<APIGatewayV2HTTPResponse> answer(
      Customer customer, Survey survey, Reply reply, Moment at) {
    var rules = at.rules();
    var shop = rules.programme().shop().name();
    return switch (Surveys.answer(customer, survey.id(), link.occasion(), reply, rules, at.now())) {
      case Surveys.Outcome.Answered answered ->
          new Decision.Write<>(answered.change(), Http.html(200, SurveyPage.thanks(shop, survey)));
      case Surveys.Outcome.Nobody _ -> page(410, SurveyPage.nobody(shop));
    };
  }

  private static Decision<APIGatewayV2HTTPResponse> page(int status, String page) {
    return new Decision.Answer<>(Http.html(status, page));
  }

  /** The same form was sent twice at once. */
  @Override
  public Existing<APIGatewayV2HTTPResponse> existing(HistoryLine line, Moment at) {
    var shop = at.rules().programme().shop().name();
    return new Existing.Answers<>(Http.html(200, SurveyPage.answered(shop)));
  }
}
