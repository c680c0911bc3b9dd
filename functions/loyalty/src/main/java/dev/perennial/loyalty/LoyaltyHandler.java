package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.evaluation.Standing;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * {@code GET /customers/{customerId}/loyalty}: the standing at this moment, and {@code GET
 * /rewards?customerId=}: what can be had for it.
 */
@Primes({"loyalty-get", "rewards-get"})
public final class LoyaltyHandler implements HttpHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  /** On Lambda. */
  public LoyaltyHandler() {
    this(LambdaCloud.primed(LoyaltyHandler.class));
  }

  /** In a cloud. */
  public LoyaltyHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var listed = request.getRouteKey().equals("GET /rewards");
    var customerId =
        listed ? Http.queryId(request, "customerId") : Http.pathId(request, "customerId");
    var account = stores.customers().person(customerId).account();
    if (account == null) {
      return Http.problem(Problem.customerUnknown());
    }
    if (account.erased()) {
      return Http.problem(Problem.erased());
    }
    var now = clock.instant();
    var inForce = rules.at(now);
    return Http.json(
        200,
        listed
            ? RewardsList.of(account, stores.rewards(), inForce, now)
            : standing(account, inForce, now));
  }

  private static ObjectNode standing(Account account, Rules rules, Instant now) {
    var today = rules.dayOf(now);
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", account.customerId());
    body.put("balance", account.balanceOn(today));
    body.put("pending", account.pendingOn(today));
    body.put("debt", account.debt());
    var expiry = account.lots().nextExpiryOn(today);
    if (expiry != null) {
      var next = body.putObject("nextExpiry");
      next.put("on", expiry.getKey().atEndOfMonth().toString());
      next.put("points", expiry.getValue());
    }
    putStanding(body, account, rules, today);
    body.put("orders", account.days().orders());
    var segments = body.putArray("segments");
    account.segments().forEach(segments::add);
    return body;
  }

  /** The tier as it is on the day: of one that ran out, the nightly pass tells later. */
  private static void putStanding(ObjectNode body, Account account, Rules rules, LocalDate today) {
    var tiers = rules.programme().loyalty().tiers();
    var standing = Standing.of(account.days(), tiers, today);
    body.put("tier", standing.level().id());
    if (standing.until() != null) {
      body.put("tierUntil", standing.until().toString());
    }
    var perks = body.putArray("perks");
    standing.level().perks().forEach(perks::add);
    var next = standing.next();
    var progress = body.putObject("progress");
    progress.put("by", tiers.by().name().toLowerCase(Locale.ROOT));
    progress.put("counted", shown(standing.measured(), tiers, rules));
    if (next != null) {
      progress.put("next", next.id());
      progress.put("missing", shown(Math.max(0, next.from() - standing.measured()), tiers, rules));
    }
  }

  /** Money as a decimal, what is counted as a whole number; both as text. */
  private static String shown(long measured, Tiers tiers, Rules rules) {
    return tiers.by() == Tiers.Measure.SPEND
        ? Amounts.format(measured, rules.programme().shop().currency())
        : Long.toString(measured);
  }
}
