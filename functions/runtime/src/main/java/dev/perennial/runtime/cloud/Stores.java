package dev.perennial.runtime.cloud;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.PresentedCoupon;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.storage.DynamoCustomers;
import dev.perennial.storage.DynamoHistory;
import dev.perennial.storage.DynamoProgramme;
import dev.perennial.storage.DynamoRewards;
import java.time.Instant;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores of a function, as its environment names their tables. */
public record Stores(
    CustomerStore customers, HistoryStore history, ProgrammeStore programme, RewardStore rewards) {
  /** The stores in a cloud. */
  public static Stores in(Cloud cloud) {
    return cloud.stores();
  }

  /**
   * What is known of a code that somebody names for an order, in capitals or not.
   *
   * @param customer as last written
   */
  public PresentedCoupon presented(
      String typed, Customer customer, String purchaseId, Instant now) {
    var code = typed.toUpperCase(Locale.ROOT);
    var had = Coupon.isCode(code) ? rewards.coupon(code).orElse(null) : null;
    return new PresentedCoupon(
        code,
        rewards.guesses(customer.customerId(), now),
        had == null ? null : had.of(customer.customerId(), customer.allFormerIds()),
        had != null && isEnded(had, customer),
        rewards.carried(customer.customerId(), purchaseId));
  }

  /** Asks for a line only of who came back after an erasure. */
  private boolean isEnded(Coupon had, Customer customer) {
    return customer.lifeOf(had.customerId()).isLater()
        && history
            .find(had.customerId(), LineId.redemption(had.redemptionId()))
            .filter(customer::ended)
            .isPresent();
  }

  /** The stores in tables of these names. */
  public static Stores of(
      DynamoDbClient dynamo, String customers, String history, String programme) {
    return new Stores(
        new DynamoCustomers(dynamo, customers, history, programme),
        new DynamoHistory(dynamo, history),
        new DynamoProgramme(dynamo, programme),
        new DynamoRewards(dynamo, programme));
  }
}
