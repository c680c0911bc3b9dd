package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Bus;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Submission;
import dev.perennial.purchases.PurchaseRecorder.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Purchase Submitted} from the bus; what is refused becomes {@code Purchase Rejected}. */
public final class PurchaseSubmittedHandler implements RequestStreamHandler {
  private static final String REJECTED = "Purchase Rejected";

  private final PurchaseRecorder recorder;
  private final Bus bus;

  /** On Lambda. */
  public PurchaseSubmittedHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public PurchaseSubmittedHandler(Cloud cloud) {
    recorder = new PurchaseRecorder(cloud);
    bus = new Bus(cloud);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var submission = Submission.read(input);
    try {
      var purchase = PurchaseParser.parse(submission.detail());
      switch (recorder.record(purchase)) {
        case Result.Recorded _, Result.Again _ -> {}
        case Result.Refused refused -> refuse(submission, refused.problem());
      }
    } catch (BadInput e) {
      bus.reject(submission, REJECTED, e.problem());
    }
  }

  private void refuse(Submission submission, Problem problem) {
    if (problem.status() == Problem.busy().status()) {
      throw new IllegalStateException("busy; Lambda tries again");
    }
    bus.reject(submission, REJECTED, problem);
  }
}
