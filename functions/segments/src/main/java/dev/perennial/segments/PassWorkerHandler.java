package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.domain.ledger.CustomerStore.Page;
import dev.perennial.domain.mail.Claims;
import dev.perennial.domain.nightly.Resting;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.cloud.Metrics;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Messages;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.scan.ScanTask;
import dev.perennial.runtime.scan.ScanWorker;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * One part of the nightly pass: judges every account that is due at the scheduled instant and
 * writes those that moved; queues again what was claimed long ago and never sent. Run again, or
 * late, it undoes nothing.
 */
@Primes("segments-part")
public final class PassWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Pass pass;
  private final RulesInForce rules;
  private final ScanWorker worker;
  private final Queue mail;
  private final Metrics metrics;
  private final Log log;
  private final Clock clock;

  /** On Lambda. */
  public PassWorkerHandler() {
    this(LambdaCloud.primed(PassWorkerHandler.class));
  }

  /** In a cloud. */
  public PassWorkerHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    pass = new Pass(stores.customers());
    rules = new RulesInForce(stores.programme());
    worker = new ScanWorker(stores.customers(), new Queue(cloud, "PASS_QUEUE_URL"));
    mail = new Queue(cloud, "MAIL_QUEUE_URL");
    metrics = Metrics.in(cloud);
    log = Log.in(cloud);
    clock = cloud.clock();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Messages.each(
        batch,
        log,
        message -> {
          var task = ScanTask.read(message.getBody());
          var seen = new PassFigures();
          var resting = new Resting(rules.at(task.at()), task.at());
          worker.work(task, context, resting, (part, page) -> judge(part, page, seen));
          metrics.tell(seen.at(task.at(), clock.instant()));
          return true;
        });
  }

  private void judge(ScanTask task, Page page, PassFigures seen) {
    mail.send(
        Stream.concat(page.customers().stream(), page.resting().stream())
            .flatMap(
                customer ->
                    Claims.stale(customer, task.at()).stream()
                        .map(sendId -> new MailTask(customer.customerId(), sendId).body()))
            .toList());
    seen.add(page, pass.judge(page.customers(), rules.at(task.at()), task.at()));
  }
}
