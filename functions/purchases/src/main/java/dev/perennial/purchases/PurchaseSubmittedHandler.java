package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Recording;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import dev.perennial.doors.SubmissionDoor;
import dev.perennial.doors.Transactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Purchase Submitted} from the bus; what is refused becomes {@code Purchase Rejected}. */
@Rehearses("purchases-submitted")
public final class PurchaseSubmittedHandler implements RequestStreamHandler {
  private final SubmissionDoor door;

  /** On Lambda. */
  public PurchaseSubmittedHandler() {
    this(LambdaCloud.rehearsing(PurchaseSubmittedHandler.class));
  }

  /** In a cloud. */
  public PurchaseSubmittedHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    var transactor = new Transactor(stores, new RulesInForce(stores.programme()), cloud.clock());
    door =
        new SubmissionDoor(
            cloud,
            "Purchase Rejected",
            detail -> {
              var purchase = PurchaseParser.parse(detail);
              return Recording.of(transactor.run(new RecordPurchase(stores, purchase)));
            });
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    door.take(input);
  }
}
