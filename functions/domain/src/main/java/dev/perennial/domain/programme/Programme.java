package dev.perennial.domain.programme;

import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.segments.SegmentSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a shop decided, at one version.
 *
 * @param rewards in the file's order
 */
public record Programme(
    String version,
    Shop shop,
    Loyalty loyalty,
    List<Reward> rewards,
    SegmentSet segments,
    CampaignSet campaigns) {
  public Programme {
    rewards = List.copyOf(rewards);
  }

  /** A reward by its id, null when there is none. */
  public @Nullable Reward reward(String id) {
    return rewards.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }
}
