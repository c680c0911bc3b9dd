package dev.perennial.domain.programme;

import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.surveys.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a shop decided, at one version.
 *
 * @param rewards in the file's order
 * @param surveys in the order of their ids
 */
public record Programme(
    String version,
    Shop shop,
    Loyalty loyalty,
    List<Reward> rewards,
    List<Survey> surveys,
    SegmentSet segments,
    CampaignSet campaigns) {
  public Programme {
    rewards = List.copyOf(rewards);
    surveys = List.copyOf(surveys);
  }

  /** A reward by its id, null when there is none. */
  public @Nullable Reward reward(String id) {
    return rewards.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }

  /** A survey by its id, null when there is none. */
  public @Nullable Survey survey(String id) {
    return surveys.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }
}
