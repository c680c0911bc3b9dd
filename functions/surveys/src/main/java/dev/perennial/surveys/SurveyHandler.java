package dev.perennial.surveys;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Form;
import dev.perennial.doors.Http;
import dev.perennial.doors.HttpHandler;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.LinkSecret;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import dev.perennial.doors.SurveyLink;
import dev.perennial.doors.Transactor;
import java.time.Clock;

/**
 * {@code /p/survey}: GET shows the questions and changes nothing, since scanners open every link;
 * POST records the answers, once for each occasion. The programme in force says what is asked.
 */
@Rehearses({"surveys-page", "surveys-answer"})
public final class SurveyHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;

  /** On Lambda. */
  public SurveyHandler() {
    this(LambdaCloud.rehearsing(SurveyHandler.class));
  }

  /** In a cloud. */
  public SurveyHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
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
    return Http.answer(transactor.run(new AnswerSurvey(stores, link, token, typed)));
  }
}
