package dev.perennial.refunds;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.SubmissionDoor;
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
    var recorder = new RefundRecorder(cloud);
    door =
        new SubmissionDoor(
            cloud, "Refund Rejected", detail -> recorder.record(recorder.parse(detail)));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    door.take(input);
  }
}
