package dev.perennial.surveys;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Form;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.runtime.links.SurveyLink;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;

/**
 * {@code /p/survey}: GET shows the questions and changes nothing, since scanners open every link;
 * POST records the answers, once for each occasion. The programme in force says what is asked.
 */
@Primes({"surveys-page", "surveys-answer"})
public final class SurveyHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;

  /** On Lambda. */
  public SurveyHandler() {
    this(LambdaCloud.primed(SurveyHandler.class));
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
