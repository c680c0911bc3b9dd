package dev.perennial.clicks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.mail.FollowedLink.Outcome;
import dev.perennial.domain.mail.FollowedLink;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.runtime.links.MailLink;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * {@code /p/r}: where the links of mails lead. GET shows a page that goes on by itself and changes
 * nothing, since scanners open every link; before it goes on, its script tells of the visit by
 * POST, which is what counts.
 */
@Primes({"clicks-page", "clicks-post"})
public final class ClicksHandler implements HttpHandler {
  /** What the page's script says of a browser that no person drives. */
  static final String AUTOMATED = "automated";

  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;

  /** On Lambda. */
  public ClicksHandler() {
    this(LambdaCloud.primed(ClicksHandler.class));
  }

  /** In a cloud. */
  public ClicksHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var links = LinkSecret.links(stores.programme());
    var link = MailLink.read(links, Http.query(request, "t")).orElse(null);
    if (link == null) {
      var shop = rules.at(clock.instant()).programme().shop().name();
      return Http.html(404, ClickPage.invalid(shop));
    }
    if (!Http.method(request).equals("POST")) {
      return Http.html(200, ClickPage.onwards(link.url()), ClickPage.SCRIPT);
    }
    var automated = new String(Http.body(request), StandardCharsets.UTF_8).equals(AUTOMATED);
    var followed = new FollowedLink(link.sendId(), link.number(), automated);
    return switch (transactor.run(new FollowLink(link.customerId(), followed))) {
      case Transactor.Outcome.Answered<Outcome>(Outcome.Seen(var line)) -> {
        stores.history().putNew(line, line.expires());
        yield Http.empty(204);
      }
      case Transactor.Outcome.Answered<Outcome> _ -> Http.empty(204);
      case Transactor.Outcome.Busy<Outcome> _ -> Http.problem(Problem.busy());
    };
  }
}
