package dev.perennial.runtime.events;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.http.StrictJson;
import dev.perennial.runtime.http.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bus and queues as ways in: what is submitted is recorded; what is refused becomes an event
 * that says so; what found the customer busy is thrown, so that Lambda tries again.
 */
public final class Submissions {
  private final Bus bus;
  private final String rejected;
  private final Recorder recorder;
  private final Tally tally;
  private final Log log;

  /** Parses and records what was submitted. */
  public interface Recorder {
    /** Records it, or says why not. */
    Recording record(Submission submission) throws BadInput;
  }

  /**
   * @param rejected the type of event that tells of a refusal
   */
  public Submissions(Cloud cloud, String rejected, Recorder recorder) {
    this.bus = new Bus(cloud);
    this.rejected = rejected;
    this.recorder = recorder;
    this.tally = Tally.of(cloud, Figure.ofRejected(rejected));
    this.log = Log.in(cloud);
  }

  /** Takes one event in, as Lambda hands it over. */
  public void take(InputStream input) throws IOException {
    take(Submission.read(input), tally);
  }

  /**
   * Takes a queue's messages in, each by itself and in their order. What became of them is counted
   * once for all.
   *
   * @return those that come back: the customer was busy, or the bus did not take a refusal
   * @throws IllegalStateException when all of them do
   */
  public SQSBatchResponse take(SQSEvent batch) {
    var counted = tally.summing();
    var answer =
        Messages.each(
            batch,
            log,
            message -> {
              take(message, counted);
              return true;
            });
    counted.tell();
    var back = answer.getBatchItemFailures().size();
    if (back > 0 && back == batch.getRecords().size()) {
      // all come back in either case; this way Lambda counts an error, and alarms and canaries see
      // it
      throw new IllegalStateException(back + " messages can't be taken; Lambda tries again");
    }
    return answer;
  }

  private void take(SQSEvent.SQSMessage message, Tally counted) {
    try {
      var body = message.getBody().getBytes(StandardCharsets.UTF_8);
      take(new Submission(message.getMessageId(), StrictJson.read(body)), counted);
    } catch (BadInput e) {
      counted.refused(e.problem().type());
      refuse(new Submission(message.getMessageId(), StrictJson.NOTHING), e.retold());
    }
  }

  private void take(Submission submission, Tally counted) {
    try {
      var recording = counted.recorded(recorder.record(submission));
      if (recording instanceof Recording.Refused refused) {
        refuse(submission, refused.problem());
      }
    } catch (BadInput e) {
      counted.refused(e.problem().type());
      refuse(submission, e.retold());
    }
  }

  private void refuse(Submission submission, Problem problem) {
    if (problem.equals(Problem.busy())) {
      throw new IllegalStateException("busy; Lambda tries again");
    }
    bus.reject(submission, rejected, problem);
  }
}
