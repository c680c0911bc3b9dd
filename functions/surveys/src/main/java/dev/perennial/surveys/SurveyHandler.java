package dev.perennial.surveys;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.surveys.Reply;
import dev.perennial.domain.surveys.Reply.Reading;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Surveys;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Form;
import dev.perennial.doors.Http;
import dev.perennial.doors.HttpHandler;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.LinkSecret;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import dev.perennial.doors.SurveyLink;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /p/survey}: GET shows the questions and changes nothing, since scanners open every link;
 * POST records the answers, once for each occasion. The programme in force says what is asked.
 */
@Rehearses({"surveys-page", "surveys-answer"})
public final class SurveyHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  /** On Lambda. */
  public SurveyHandler() {
    this(LambdaCloud.rehearsing(SurveyHandler.class));
  }

  /** In a cloud. */
  public SurveyHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var token = Http.query(request, "t");
    var link = SurveyLink.read(LinkSecret.links(stores.programme()), token).orElse(null);
    if (link == null) {
      var shop = rules.at(clock.instant()).programme().shop().name();
      return Http.html(404, SurveyPage.invalid(shop));
    }
    var typed = Http.method(request).equals("POST") ? Form.read(request) : null;
    return Attempts.until(() -> once(link, token, typed))
        .orElseGet(() -> Http.problem(Problem.busy()));
  }

  /**
   * One try.
   *
   * @param token that the link was read from
   * @param typed null when the page is only opened
   */
  private Optional<APIGatewayV2HTTPResponse> once(
      SurveyLink link, String token, @Nullable Map<String, String> typed) {
    var now = clock.instant();
    var inForce = rules.at(now);
    var shop = inForce.programme().shop().name();
    var customer = stores.customers().read(link.customerId());
    if (customer.account() == null || customer.erased()) {
      return Optional.of(Http.html(410, SurveyPage.nobody(shop)));
    }
    if (stores.history().find(link.customerId(), link.lineId()).isPresent()) {
      return Optional.of(Http.html(200, SurveyPage.answered(shop)));
    }
    var survey = Survey.find(inForce.programme(), link.surveyId());
    if (survey == null) {
      return Optional.of(Http.html(410, SurveyPage.closed(shop)));
    }
    var form = new SurveyForm(survey, token);
    if (typed == null) {
      return Optional.of(Http.html(200, form.blank()));
    }
    return switch (Reply.read(survey, typed)) {
      case Reading.Right right -> answer(link, customer, survey, right.reply(), inForce, now);
      case Reading.Wrong wrong -> Optional.of(Http.html(400, form.wrong(typed, wrong.mistakes())));
      case Reading.Empty _ -> Optional.of(Http.html(400, form.empty()));
      case Reading.Unasked _ -> Optional.of(Http.html(400, form.changed(typed)));
    };
  }

  private Optional<APIGatewayV2HTTPResponse> answer(
      SurveyLink link, Customer customer, Survey survey, Reply reply, Rules inForce, Instant now) {
    var shop = inForce.programme().shop().name();
    return switch (Surveys.answer(customer, survey.id(), link.occasion(), reply, inForce, now)) {
      case Surveys.Outcome.Answered answered ->
          switch (stores.customers().write(answered.change())) {
            case Written.Done _ -> Optional.of(Http.html(200, SurveyPage.thanks(shop, survey)));
            // the same form was sent twice at once
            case Written.LineExists _ -> Optional.of(Http.html(200, SurveyPage.answered(shop)));
            case Written.Stale _ -> Optional.empty();
          };
      case Surveys.Outcome.Nobody _ -> Optional.of(Http.html(410, SurveyPage.nobody(shop)));
    };
  }
}
