package dev.perennial.runtime.scan;

import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.events.Tick;
import java.io.IOException;
import java.io.InputStream;

/** Begins a read of all customers when a schedule fires: one task for each part of them. */
public final class ScanPlanner {
  private final Queue tasks;
  private final int parts;

  /**
   * @param queueUrl the variable that names the queue of the tasks
   */
  public ScanPlanner(Cloud cloud, String queueUrl) {
    tasks = new Queue(cloud, queueUrl);
    parts = Integer.parseInt(cloud.env("SCAN_PARTS"));
  }

  /** Queues the tasks of a schedule's input. */
  public void begin(InputStream input) throws IOException {
    begin(Tick.read(input));
  }

  /** Queues the tasks of a tick. */
  public void begin(Tick tick) {
    tasks.send(ScanTask.all(tick, parts).stream().map(ScanTask::body).toList());
  }
}
