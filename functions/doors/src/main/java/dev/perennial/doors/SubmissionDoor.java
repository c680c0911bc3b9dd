package dev.perennial.doors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bus as a way in: what is submitted is recorded; what is refused becomes an event that says
 * so; what found the customer busy is thrown, so that Lambda tries again.
 */
public final class SubmissionDoor {
  private final Bus bus;
  private final String rejected;
  private final Recorder recorder;

  /** Parses and records the detail of an event. */
  public interface Recorder {
    /** Records it, or says why not. */
    Recording record(JsonNode detail) throws BadInput;
  }

  /**
   * @param rejected the type of event that tells of a refusal
   */
  public SubmissionDoor(Cloud cloud, String rejected, Recorder recorder) {
    this.bus = new Bus(cloud);
    this.rejected = rejected;
    this.recorder = recorder;
  }

  /** Takes one event in, as Lambda hands it over. */
  public void take(InputStream input) throws IOException {
    var submission = Submission.read(input);
    try {
      if (recorder.record(submission.detail()) instanceof Recording.Refused refused) {
        refuse(submission, refused.problem());
      }
    } catch (BadInput e) {
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
