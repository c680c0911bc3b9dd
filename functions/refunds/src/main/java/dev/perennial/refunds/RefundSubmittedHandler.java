package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Bus;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Submission;
import dev.perennial.refunds.RefundRecorder.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Refund Submitted} from the bus; what is refused becomes {@code Refund Rejected}. */
public final class RefundSubmittedHandler implements RequestStreamHandler {
  private static final String REJECTED = "Refund Rejected";

  private final RefundRecorder recorder;
  private final Bus bus;

  /** On Lambda. */
  public RefundSubmittedHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public RefundSubmittedHandler(Cloud cloud) {
    recorder = new RefundRecorder(cloud);
    bus = new Bus(cloud);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var submission = Submission.read(input);
    try {
      var refund = recorder.parse(submission.detail());
      switch (recorder.record(refund)) {
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
