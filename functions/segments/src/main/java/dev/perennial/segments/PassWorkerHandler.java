package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.customers.CustomerStore.Written;
import dev.perennial.domain.mail.Claims;
import dev.perennial.domain.programme.Rules;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One part of the nightly pass: judges every account at the scheduled instant and writes those that
 * moved; queues again what was claimed long ago and never sent. Run again, or late, it undoes
 * nothing.
 */
@Rehearses("segments-part")
public final class PassWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /**
   * Moves in one transaction: fewer calls, and the same write units. More would make it likelier
   * that a purchase meets the transaction and has to try again.
   */
  private static final int TOGETHER = 20;

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

  private void judge(ScanTask task, List<Customer> page) {
    mail.send(
        page.stream()
            .flatMap(
                customer ->
                    Claims.stale(customer, task.at()).stream()
                        .map(sendId -> new MailTask(customer.customerId(), sendId).body()))
            .toList());
    var inForce = rules.at(task.at());
    var moves =
        page.stream()
            .map(customer -> Judgement.pass(customer, inForce, task.at()))
            .flatMap(Optional::stream)
            .toList();
    for (int i = 0; i < moves.size(); i += TOGETHER) {
      var some = moves.subList(i, Math.min(i + TOGETHER, moves.size()));
      // what a scan shows may be old: the write's conditions find that
      if (!stores.customers().writeTogether(some)) {
        some.forEach(move -> judgeAgain(move.customerId(), inForce, task.at()));
      }
    }
  }

  private void judgeAgain(String customerId, Rules inForce, Instant at) {
    var done =
        Attempts.until(
            () -> {
              var move = Judgement.pass(stores.customers().read(customerId), inForce, at);
              return move.isPresent()
                      && stores.customers().write(move.get()) instanceof Written.Stale
                  ? Optional.empty()
                  : Optional.of(true);
            });
    if (done.isEmpty()) {
      throw new IllegalStateException("an account is written too often; the task comes again");
    }
  }
}
