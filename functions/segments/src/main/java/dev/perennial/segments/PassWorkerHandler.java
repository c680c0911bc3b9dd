package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.customers.CustomerStore.Written;
import dev.perennial.domain.mail.Claims;
import dev.perennial.domain.segments.Judgement;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.MailTask;
import dev.perennial.doors.Messages;
import dev.perennial.doors.Queue;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.ScanTask;
import dev.perennial.doors.ScanWorker;
import dev.perennial.doors.Stores;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One part of the nightly pass: judges every account at the scheduled instant and writes those that
 * moved; queues again what was claimed long ago and never sent. Run again, or late, it undoes
 * nothing.
 */
@Rehearses("segments-part")
public final class PassWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Stores stores;
  private final RulesInForce rules;
  private final ScanWorker worker;
  private final Queue mail;

  /** On Lambda. */
  public PassWorkerHandler() {
    this(LambdaCloud.rehearsing(PassWorkerHandler.class));
  }

  /** In a cloud. */
  public PassWorkerHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    worker = new ScanWorker(stores.customers(), new Queue(cloud, "PASS_QUEUE_URL"));
    mail = new Queue(cloud, "MAIL_QUEUE_URL");
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Messages.each(
        batch,
        body -> {
          worker.work(ScanTask.read(body), context, this::judge);
          return true;
        });
  }

  private void judge(ScanTask task, Customer scanned) {
    mail.send(
        Claims.stale(scanned, task.at()).stream()
            .map(sendId -> new MailTask(scanned.customerId(), sendId).body())
            .toList());
    var inForce = rules.at(task.at());
    // what a scan shows may be old: the write's condition finds that, and then it is read again
    var customer = new AtomicReference<>(scanned);
    var done =
        Attempts.until(
            () -> {
              var change = Judgement.pass(customer.get(), inForce, task.at());
              if (change.isEmpty()
                  || !(stores.customers().write(change.get()) instanceof Written.Stale)) {
                return Optional.of(true);
              }
              customer.set(stores.customers().read(scanned.customerId()));
              return Optional.empty();
            });
    if (done.isEmpty()) {
      throw new IllegalStateException("an account is written too often; the task comes again");
    }
  }
}
