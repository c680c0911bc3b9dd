package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Submissions;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Purchase Submitted} from the bus; what is refused becomes {@code Purchase Rejected}. */
@Primes("purchases-submitted")
public final class PurchaseSubmittedHandler implements RequestStreamHandler {
  private final Submissions submitted;

  /** On Lambda. */
  public PurchaseSubmittedHandler() {
    this(LambdaCloud.primed(PurchaseSubmittedHandler.class));
  }

  /** In a cloud. */
  public PurchaseSubmittedHandler(Cloud cloud) {
    submitted = SubmittedPurchases.in(cloud);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    submitted.take(input);
  }
}
