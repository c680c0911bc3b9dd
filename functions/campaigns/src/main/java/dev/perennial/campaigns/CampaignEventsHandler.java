package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Our own events from the bus: those that a campaign's pattern matches make entries. */
@Primes("campaigns-happened")
public final class CampaignEventsHandler implements RequestStreamHandler {
  private final Enroller enroller;

  /** On Lambda. */
  public CampaignEventsHandler() {
    this(LambdaCloud.primed(CampaignEventsHandler.class));
  }

  /** In a cloud. */
  public CampaignEventsHandler(Cloud cloud) {
    enroller = new Enroller(cloud);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = Happened.read(input);
    var entry = new Entry(event.lineId(), event.at());
    for (var campaign :
        enroller.rules().programme().get(CampaignSet.SECTION).triggeredBy(event.text())) {
      enroller.enter(event.customerId(), campaign, entry, event);
    }
  }
}
