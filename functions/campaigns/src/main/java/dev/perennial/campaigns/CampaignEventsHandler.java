package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Our own events from the bus: what they say takes customers into campaigns, on, or out. */
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
    var occasion = enroller.rules().programme().get(CampaignSet.SECTION).occasion(event.text());
    // first what it ends: the same event may begin the campaign anew
    if (occasion.concernsJourneys()
        || enroller.finishing().occasion(event.text()).concernsJourneys()) {
      enroller.hear(event);
    }
    // a gift of a campaign that began another would go round for ever
    if (Journeys.isGift(event.lineId())) {
      return;
    }
    for (var campaign : occasion.started()) {
      var entry = new Entry(event.lineId(), event.at(), known(event, campaign));
      enroller.enter(event.customerId(), campaign, entry, event);
    }
  }

  /** What later steps will compare with another event. */
  private static Map<String, String> known(Happened event, Campaign campaign) {
    var known = new TreeMap<String, String>();
    for (var path : campaign.asked()) {
      event.said(path).ifPresent(value -> known.put(path, value));
    }
    return known;
  }
}
