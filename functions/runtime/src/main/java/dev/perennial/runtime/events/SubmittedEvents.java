package dev.perennial.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.http.Tally;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bus as a way in: what is submitted is recorded; what is refused becomes an event that says
 * so; what found the customer busy is thrown, so that Lambda tries again.
 */
public final class SubmittedEvents {
  private final Bus bus;
  private final String rejected;
  private final Recorder recorder;
  private final Tally tally;

  /** Parses and records the detail of an event. */
  public interface Recorder {
    /** Records it, or says why not. */
    Recording record(JsonNode detail) throws BadInput;
  }

  /**
   * @param rejected the type of event that tells of a refusal
   */
  public SubmittedEvents(Cloud cloud, String rejected, Recorder recorder) {
    this.bus = new Bus(cloud);
    this.rejected = rejected;
    this.recorder = recorder;
    this.tally = Tally.of(cloud, Figure.ofRejected(rejected));
  }

  /** Takes one event in, as Lambda hands it over. */
  public void take(InputStream input) throws IOException {
    var submission = Submission.read(input);
    try {
      var recording = tally.recorded(recorder.record(submission.detail()));
      if (recording instanceof Recording.Refused refused) {
        refuse(submission, refused.problem());
      }
    } catch (BadInput e) {
      tally.refused(e.problem().type());
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
