package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.customers.Customer;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Log;
import dev.perennial.doors.Messages;
import dev.perennial.doors.Queue;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.ScanTask;
import dev.perennial.doors.ScanWorker;

/** One part of a scheduled audience: every member of the campaign's segment makes an entry. */
@Rehearses("campaigns-part")
public final class AudienceWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final EntryDesk desk;
  private final ScanWorker worker;
  private final Log log;

  /** On Lambda. */
  public AudienceWorkerHandler() {
    this(LambdaCloud.rehearsing(AudienceWorkerHandler.class));
  }

  /** In a cloud. */
  public AudienceWorkerHandler(Cloud cloud) {
    desk = new EntryDesk(cloud);
    worker = new ScanWorker(desk.stores().customers(), new Queue(cloud, "AUDIENCE_QUEUE_URL"));
    log = Log.in(cloud);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Messages.each(
        batch,
        log,
        body -> {
          worker.work(
              ScanTask.read(body),
              context,
              (task, page) -> page.forEach(customer -> enter(task, customer)));
          return true;
        });
  }

  private void enter(ScanTask task, Customer customer) {
    var programme = desk.rules().programme();
    for (var campaign : programme.campaigns().on(task.tick())) {
      if (campaign.trigger() instanceof Trigger.OnTick trigger && isMember(customer, campaign)) {
        var entry = Entries.onTick(trigger, task.at(), programme.shop().zone());
        if (!customer.sendsOrNone().mails().containsKey(Entries.sendId(campaign, entry))) {
          desk.enter(customer.customerId(), campaign, entry, null);
        }
      }
    }
  }

  /** Judged on what the scan shows; whoever looks like a member is read again before the claim. */
  private static boolean isMember(Customer customer, Campaign campaign) {
    var account = customer.account();
    return account != null
        && !account.erased()
        && (campaign.segment() == null || account.segments().contains(campaign.segment()));
  }
}
