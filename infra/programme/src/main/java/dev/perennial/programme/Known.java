package dev.perennial.programme;

import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.customers.AttributeTypes;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.segments.CustomerLists;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.surveys.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a programme has that patterns may name; null where that can't be told, since the file that
 * says it is wrong itself.
 *
 * @param currency the shop's ISO code
 */
record Known(
    String currency,
    AttributeTypes attributes,
    @Nullable List<String> tiers,
    @Nullable List<Survey> surveys,
    List<String> lists,
    @Nullable List<String> segments,
    @Nullable List<String> campaigns,
    @Nullable List<String> rewards) {
  /** Stands for all of a kind of which there is none, so that nothing can be named. */
  private static final List<String> NO_NAME = List.of("(there is none)");

  /** Of a programme without mistakes. */
  static Known of(Programme programme) {
    return new Known(
        programme.shop().currency().getCurrencyCode(),
        programme.get(AttributeTypes.SECTION),
        programme.loyalty().tiers().ids(),
        programme.get(Survey.SECTION).list(),
        List.copyOf(programme.get(CustomerLists.SECTION).byName().keySet()),
        programme.get(SegmentSet.SECTION).ids(),
        programme.get(CampaignSet.SECTION).all().stream().map(each -> each.id()).toList(),
        programme.get(Reward.SECTION).list().stream().map(Reward::id).toList());
  }

  /** The names as a field's only texts: none at all when they aren't known, so that any will do. */
  static List<String> texts(@Nullable List<String> names) {
    if (names == null) {
      return List.of();
    }
    return names.isEmpty() ? NO_NAME : names;
  }
}
