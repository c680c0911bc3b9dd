package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.SubmittedEvents;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Purchase Submitted} from the bus; what is refused becomes {@code Purchase Rejected}. */
@Primes("purchases-submitted")
public final class PurchaseSubmittedHandler implements RequestStreamHandler {
  private final SubmittedEvents submitted;

  /** On Lambda. */
  public PurchaseSubmittedHandler() {
    this(LambdaCloud.primed(PurchaseSubmittedHandler.class));
  }

  /** In a cloud. */
  public PurchaseSubmittedHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    var rules = new RulesInForce(stores.programme());
    var clock = cloud.clock();
    var transactor = new Transactor(stores, rules, clock);
    submitted =
        new SubmittedEvents(
            cloud,
            "Purchase Rejected",
            detail -> {
              var purchase = PurchaseParser.parse(detail, rules.at(clock.instant()));
              return Recording.of(transactor.run(new RecordPurchase(stores, purchase)));
            });
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    submitted.take(input);
  }
}
