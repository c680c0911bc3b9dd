package dev.perennial.loyalty;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.domain.rewards.Coupons.Order;
import dev.perennial.domain.rewards.Redemptions.Redemption;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /redemptions}, {@code POST /redemptions/{redemptionId}/cancel}, {@code POST
 * /coupons/{code}/redeem} and {@code /release}, and {@code POST
 * /customers/{customerId}/adjustments}: each once, however often it is posted.
 */
@Primes("redemptions-post")
public final class RedemptionsHandler implements HttpHandler {
  private static final long MAX_POINTS = 1_000_000_000;
  private static final int LONGEST_REASON = 200;

  /** Of OpenID Connect's subjects. */
  private static final int LONGEST_SUBJECT = 255;

  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;

  /** On Lambda. */
  public RedemptionsHandler() {
    this(LambdaCloud.primed(RedemptionsHandler.class));
  }

  /** In a cloud. */
  public RedemptionsHandler(Cloud cloud) {
    this(Stores.in(cloud), cloud.clock());
  }

  /** With any stores. */
  public RedemptionsHandler(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
    rules = new RulesInForce(stores.programme());
    transactor = new Transactor(stores, rules, clock);
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    return Http.answer(transactor.run(command(request)));
  }

  private Command<?, APIGatewayV2HTTPResponse> command(APIGatewayV2HTTPEvent request)
      throws BadInput {
    var fields = Fields.of(Http.json(request), "");
    if (request.getRouteKey().equals("POST /customers/{customerId}/adjustments")) {
      return new AdjustPoints(
          adjustment(Http.pathId(request, "customerId"), fields, Http.staff(request)));
    }
    var customerId = fields.id("customerId");
    return switch (request.getRouteKey()) {
      case "POST /coupons/{code}/redeem" -> {
        var purchaseId = fields.id("purchaseId");
        var goods = fields.amountOrNull("goods", currency());
        fields.nothingElse();
        var order = new Order(customerId, purchaseId, goods);
        // a code that is badly written is as unknown as another
        yield new UseCoupon(stores, Http.path(request, "code"), order);
      }
      case "POST /coupons/{code}/release" -> {
        var purchaseId = fields.id("purchaseId");
        fields.nothingElse();
        yield new ReleaseCoupon(stores, Http.path(request, "code"), customerId, purchaseId);
      }
      case "POST /redemptions/{redemptionId}/cancel" -> {
        fields.nothingElse();
        yield new CancelRedemption(stores, customerId, Http.pathId(request, "redemptionId"));
      }
      default -> {
        var redemptionId = fields.id("redemptionId");
        var rewardId = fields.name("rewardId");
        fields.nothingElse();
        yield new RedeemReward(stores, new Redemption(redemptionId, customerId, rewardId));
      }
    };
  }

  private Currency currency() {
    return rules.at(clock.instant()).programme().shop().currency();
  }

  private static Adjustment adjustment(String customerId, Fields fields, @Nullable String staff)
      throws BadInput {
    var id = fields.id("adjustmentId");
    var points = fields.whole("points", -MAX_POINTS, MAX_POINTS);
    if (points == 0) {
      throw BadInput.at("/points", "must not be 0");
    }
    var reason = fields.textOrNull("reason", LONGEST_REASON);
    if (reason == null) {
      throw BadInput.at("/reason", "is missing");
    }
    var author = author(fields, staff);
    fields.nothingElse();
    return new Adjustment(id, customerId, points, reason, author);
  }

  /** Of staff whoever the token is for, and nobody else; a back-end says for whom it speaks. */
  private static String author(Fields fields, @Nullable String staff) throws BadInput {
    if (staff == null) {
      return fields.name("author");
    }
    var said = fields.textOrNull("author", LONGEST_SUBJECT);
    if (staff.isEmpty()) {
      throw BadInput.at("/author", "is who the token is for, and this token has no subject");
    }
    if (said != null && !said.equals(staff)) {
      throw BadInput.at("/author", "must be the token's own subject, or left out");
    }
    return staff;
  }
}
