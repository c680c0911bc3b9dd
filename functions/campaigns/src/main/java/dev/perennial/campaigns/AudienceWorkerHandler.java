package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.events.Messages;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.scan.ScanTask;
import dev.perennial.runtime.scan.ScanWorker;
import java.util.List;

/** One part of a scheduled audience: every member of the campaign's segment makes an entry. */
@Primes("campaigns-part")
public final class AudienceWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Enroller enroller;
  private final ScanWorker worker;
  private final Log log;

  /** On Lambda. */
  public AudienceWorkerHandler() {
    this(LambdaCloud.primed(AudienceWorkerHandler.class));
  }

  /** In a cloud. */
  public AudienceWorkerHandler(Cloud cloud) {
    enroller = new Enroller(cloud);
    worker = new ScanWorker(enroller.stores().customers(), new Queue(cloud, "AUDIENCE_QUEUE_URL"));
    log = Log.in(cloud);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Messages.each(
        batch,
        log,
        message -> {
          worker.work(
              ScanTask.read(message.getBody()),
              context,
              (task, page) -> {
                var due = enroller.scheduled(task.at());
                page.forEach(customer -> enter(task, due, customer));
              });
          return true;
        });
  }

  private void enter(ScanTask task, List<Campaign> due, Customer customer) {
    var rules = enroller.rules();
    var zone = rules.programme().shop().zone();
    for (var campaign : due) {
      if (campaign.trigger() instanceof Trigger.OnSchedule on) {
        var entry = Enrolment.onSchedule(on, task.at(), zone);
        // whoever looks as if is read again before the claim
        if (Enrolment.mayEnter(customer, campaign, entry, rules, enroller.now())) {
          enroller.enter(customer.customerId(), campaign, entry, null);
        }
      }
    }
  }
}
