package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Submissions;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Refund Submitted} from the bus; what is refused becomes {@code Refund Rejected}. */
@Primes("refunds-submitted")
public final class RefundSubmittedHandler implements RequestStreamHandler {
  private final Submissions submitted;

  /** On Lambda. */
  public RefundSubmittedHandler() {
    this(LambdaCloud.primed(RefundSubmittedHandler.class));
  }

  /** In a cloud. */
  public RefundSubmittedHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    var rules = new RulesInForce(stores.programme());
    var clock = cloud.clock();
    var transactor = new Transactor(stores, rules, clock);
    submitted =
        new Submissions(
            cloud,
            "Refund Rejected",
            submission -> {
              var refund = RefundParser.parse(submission.detail(), rules.at(clock.instant()));
              return Recording.of(transactor.run(new RecordRefund(stores, refund)));
            });
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    submitted.take(input);
  }
}
