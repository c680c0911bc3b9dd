package dev.perennial.preferences;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Http;
import dev.perennial.doors.HttpHandler;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.LinkSecret;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.SignedLinks.Said;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.util.Optional;

/**
 * {@code /p/unsubscribe}: GET shows a button and changes nothing, since scanners open every link;
 * POST, from the button or from a mail program (RFC 8058), withdraws consent.
 */
@Rehearses({"preferences-page", "preferences-click"})
public final class UnsubscribeHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  /** On Lambda. */
  public UnsubscribeHandler() {
    this(LambdaCloud.rehearsing(UnsubscribeHandler.class));
  }

  /** In a cloud. */
  public UnsubscribeHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var token = Http.query(request, "t");
    var customerId =
        LinkSecret.links(stores.programme())
            .verify("unsubscribe", token)
            .map(Said::customerId)
            .orElse(null);
    var shop = rules.at(clock.instant()).programme().shop().name();
    if (customerId == null) {
      return Http.html(404, UnsubscribePage.invalid(shop));
    }
    if (!Http.method(request).equals("POST")) {
      return Http.html(200, UnsubscribePage.confirm(shop, token));
    }
    return Attempts.until(() -> unsubscribe(customerId)).orElse(false)
        ? Http.html(200, UnsubscribePage.done(shop))
        : Http.problem(Problem.busy());
  }

  private Optional<Boolean> unsubscribe(String customerId) {
    var now = clock.instant();
    var customer = stores.customers().readWithMailLog(customerId);
    return switch (Profiles.unsubscribe(customer, "unsubscribe-link", rules.at(now), now)) {
      case Outcome.Changed changed ->
          stores.customers().write(changed.change()) instanceof Written.Done
              ? Optional.of(true)
              : Optional.empty();
      // whoever is unknown or erased gets no mail either: the shopper has what was asked for
      case Outcome.Unchanged _, Outcome.CustomerErased _, Outcome.Unknown _, Outcome.InFuture _ ->
          Optional.of(true);
    };
  }
}
