package dev.perennial.refunds;

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

/** {@code Refund Submitted} from the bus; what is refused becomes {@code Refund Rejected}. */
@Rehearses("refunds-submitted")
public final class RefundSubmittedHandler implements RequestStreamHandler {
  private final SubmissionDoor door;

  /** On Lambda. */
  public RefundSubmittedHandler() {
    this(LambdaCloud.rehearsing(RefundSubmittedHandler.class));
  }

  /** In a cloud. */
  public RefundSubmittedHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    var rules = new RulesInForce(stores.programme());
    var clock = cloud.clock();
    var transactor = new Transactor(stores, rules, clock);
    door =
        new SubmissionDoor(
            cloud,
            "Refund Rejected",
            detail -> {
              var refund = RefundParser.parse(detail, rules.at(clock.instant()));
              return Recording.of(transactor.run(new RecordRefund(stores, refund)));
            });
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    door.take(input);
  }
}
