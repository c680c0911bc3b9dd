package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.results.ResultsAnswer;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.ResultsLog;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Clock;

/**
 * {@code GET /campaigns}: those in force; {@code GET /campaigns/{campaignId}/results}: what one
 * brought, by the last census.
 */
@Primes({"campaigns-list", "campaigns-results"})
public final class CampaignsHandler implements HttpHandler {
  private final RulesInForce rules;
  private final ResultsLog log;
  private final Clock clock;

  /** On Lambda. */
  public CampaignsHandler() {
    this(LambdaCloud.primed(CampaignsHandler.class));
  }

  /** In a cloud. */
  public CampaignsHandler(Cloud cloud) {
    var store = Stores.in(cloud).programme();
    rules = new RulesInForce(store);
    log = new ResultsLog(store);
    clock = cloud.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var programme = rules.at(clock.instant()).programme();
    var campaigns = programme.get(CampaignSet.SECTION);
    if (request.getRouteKey().equals("GET /campaigns")) {
      var body = JsonNodeFactory.instance.objectNode();
      var list = body.putArray("campaigns");
      for (var each : campaigns.all()) {
        var results = log.latest(each.id()).orElse(null);
        list.add(CampaignAnswer.of(each, results, programme));
      }
      return Http.json(200, body);
    }
    var campaign = campaigns.find(Http.pathName(request, "campaignId"));
    if (campaign.isEmpty()) {
      return Http.problem(new Problem(404, "campaign-unknown", "there is no such campaign", null));
    }
    var id = campaign.get().id();
    return Http.json(
        200,
        log.latest(id)
            .map(results -> ResultsAnswer.of(results, programme))
            .orElseGet(
                () ->
                    ResultsAnswer.unmeasured(
                        id, Assignments.isMeasured(campaign.get(), programme.shop()), programme)));
  }
}
