package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.Http;
import dev.perennial.doors.Problem;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** What whoever hands out rewards needs at hand. */
final class Desk {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  Desk(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
    rules = new RulesInForce(stores.programme());
  }

  Stores stores() {
    return stores;
  }

  /** What the shop counts in now. */
  Currency currency() {
    return rules.at(clock.instant()).programme().shop().currency();
  }

  /** Reads, decides and writes at an instant; empty when another writer was faster. */
  interface Try {
    Optional<APIGatewayV2HTTPResponse> at(Rules rules, Instant now);
  }

  APIGatewayV2HTTPResponse until(Try once) {
    return Attempts.until(
            () -> {
              var now = clock.instant();
              return once.at(rules.at(now), now);
            })
        .orElseGet(() -> Http.problem(Problem.busy()));
  }

  static Optional<APIGatewayV2HTTPResponse> problem(
      int status, String type, String detail, String path) {
    return Optional.of(Http.problem(new Problem(status, type, detail, path)));
  }
}
