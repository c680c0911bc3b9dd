package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** The shop's campaigns, their event patterns compiled. */
public final class CampaignSet {
  /** The programme's. */
  public static final Section<CampaignSet> SECTION =
      new Section<>("campaigns", CampaignSet.class, new CampaignSet(List.of()));

  private final List<Campaign> campaigns;
  private final Machine machine = Machine.builder().build();

  /**
   * @throws IllegalArgumentException naming the campaign whose pattern is not one
   */
  public CampaignSet(List<Campaign> campaigns) {
    this.campaigns = campaigns.stream().sorted(Comparator.comparing(Campaign::id)).toList();
    for (var campaign : this.campaigns) {
      if (campaign.trigger() instanceof Trigger.OnEvent on) {
        try {
          machine.addRule(campaign.id(), on.pattern());
        } catch (IOException e) {
          throw new IllegalArgumentException(
              "campaign " + campaign.id() + " has no EventBridge pattern: " + Reader.saidBy(e), e);
        }
      }
    }
  }

  /** All campaigns, by id. */
  public List<Campaign> all() {
    return campaigns;
  }

  /** The campaigns that an event triggers. */
  public List<Campaign> triggeredBy(String event) {
    try {
      var ids = machine.rulesForJSONEvent(event);
      return campaigns.stream().filter(campaign -> ids.contains(campaign.id())).toList();
    } catch (Exception e) { // declared by event-ruler for text that is not JSON
      throw new IllegalArgumentException("the event is not JSON", e);
    }
  }

  /** The campaigns of a schedule. */
  public List<Campaign> on(String tick) {
    return campaigns.stream()
        .filter(c -> c.trigger() instanceof Trigger.OnTick on && on.tick().equals(tick))
        .toList();
  }
}
