package dev.perennial.preferences;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;

/**
 * {@code /p/unsubscribe}: GET shows a button and changes nothing, since scanners open every link;
 * POST, from the button or from a mail program (RFC 8058), withdraws consent.
 */
@Primes({"preferences-page", "preferences-click"})
public final class UnsubscribeHandler implements HttpHandler {
  private final StackLinks links;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;
  private final AddressKeys keys;

  /** On Lambda. */
  public UnsubscribeHandler() {
    this(LambdaCloud.primed(UnsubscribeHandler.class));
  }

  /** In a cloud. */
  public UnsubscribeHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    links = new StackLinks(stores.programme());
    keys = new StackAddressKeys(links);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var token = Http.query(request, "t");
    var said = links.signed().verify("unsubscribe", token).orElse(null);
    var shop = rules.at(clock.instant()).programme().shop().name();
    if (said == null) {
      return Http.html(404, UnsubscribePage.invalid(shop));
    }
    if (!Http.method(request).equals("POST")) {
      return Http.html(200, UnsubscribePage.confirm(shop, token));
    }
    var mailed = said.details().isEmpty() ? null : said.details().getFirst();
    return switch (transactor.run(new WithdrawConsent(said.customerId(), mailed, keys))) {
      // whoever is unknown or erased gets no mail, and the address that has this one is closed
      case Transactor.Outcome.Answered<Outcome> _ -> Http.html(200, UnsubscribePage.done(shop));
      case Transactor.Outcome.Busy<Outcome> _ -> Http.problem(Problem.busy());
    };
  }
}
