package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.doors.BadInput;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Fields;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;

/** Our own events from the bus: those that a campaign's pattern matches make entries. */
@Rehearses("campaigns-happened")
public final class CampaignEventsHandler implements RequestStreamHandler {
  private final EntryDesk desk;

  /** On Lambda. */
  public CampaignEventsHandler() {
    this(LambdaCloud.rehearsing(CampaignEventsHandler.class));
  }

  /** In a cloud. */
  public CampaignEventsHandler(Cloud cloud) {
    desk = new EntryDesk(cloud);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try {
      var event = StrictJson.read(input.readAllBytes());
      var detail = event.path("detail");
      var customerId = detail.path("customerId").asText();
      var eventId = detail.path("id").asText();
      if (!Fields.isId(customerId) || !eventId.startsWith(customerId + "/")) {
        throw new IllegalArgumentException("not an event of ours: its detail has no customer");
      }
      // the line's own key: EventBridge's ids change when it delivers again
      var line = eventId.substring(customerId.length() + 1);
      var entry = new Entry(line, Instant.parse(event.at("/detail/at").asText()));
      for (var campaign : desk.rules().programme().campaigns().triggeredBy(event.toString())) {
        desk.enter(customerId, campaign, entry, eventId);
      }
    } catch (BadInput | DateTimeException e) {
      throw new IllegalArgumentException("not an EventBridge event", e);
    }
  }
}
