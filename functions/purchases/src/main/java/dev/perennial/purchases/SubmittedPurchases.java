package dev.perennial.purchases;

import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Submissions;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;

/** Purchases that nobody waits at the door for; what is refused becomes Purchase Rejected. */
final class SubmittedPurchases {
  private SubmittedPurchases() {}

  static Submissions in(Cloud cloud) {
    var stores = Stores.in(cloud);
    var rules = new RulesInForce(stores.programme());
    var clock = cloud.clock();
    var transactor = new Transactor(stores, rules, clock);
    return new Submissions(
        cloud,
        "Purchase Rejected",
        submission -> {
          var purchase = PurchaseParser.parse(submission.detail(), rules.at(clock.instant()));
          return Recording.of(transactor.run(new RecordPurchase(stores, purchase)));
        });
  }
}
