package dev.perennial.domain.campaigns;

import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.rewards.Stock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What steps ask for that no customer's item has, read before they are decided.
 *
 * @param done keys of those {@link #lines} that are there: such a step was done
 * @param stocks of rewards, by id; one that isn't there is not counted
 * @param codes of coupons, by the redemption's id
 */
public record Supplies(Set<String> done, Map<String, Stock> stocks, Map<String, String> codes) {
  /** Of journeys that ask for none. */
  public static final Supplies NONE = new Supplies(Set.of(), Map.of(), Map.of());

  public Supplies {
    done = Set.copyOf(done);
    stocks = Map.copyOf(stocks);
    codes = Map.copyOf(codes);
  }

  /** The keys of the lines that steps of journeys under way may have made. */
  public static SortedSet<String> lines(Collection<Journey> journeys, CampaignVersions campaigns) {
    var keys = new TreeSet<String>();
    each(
        journeys,
        campaigns,
        (journey, step) -> {
          switch (step) {
            case Step.Points _ -> keys.add(LineId.adjustment(Actions.giftId(journey)));
            case Step.Coupon _ -> keys.add(LineId.redemption(Actions.giftId(journey)));
            case Step.Emit _ -> keys.add(LineId.emitted(Actions.stepId(journey)));
            default -> {}
          }
        });
    return keys;
  }

  /** The rewards of coupons that journeys under way may issue, by the redemption's id. */
  public static SortedMap<String, String> coupons(
      Collection<Journey> journeys, CampaignVersions campaigns) {
    var rewards = new TreeMap<String, String>();
    each(
        journeys,
        campaigns,
        (journey, step) -> {
          if (step instanceof Step.Coupon coupon) {
            rewards.put(Actions.giftId(journey), coupon.reward());
          }
        });
    return rewards;
  }

  /**
   * The redemptions that the journey of a mail may have made, the last of the file first.
   *
   * @param sendId the mail's
   */
  public static List<String> redemptions(Campaign campaign, String sendId) {
    var journeyId = sendId.substring(0, Math.max(sendId.lastIndexOf('#'), 0));
    var ids = new ArrayList<String>();
    campaign
        .flow()
        .each(
            (place, step) -> {
              if (step instanceof Step.Coupon) {
                ids.addFirst(Actions.GIFT + Digest.of(journeyId + "#" + place));
              }
            });
    return ids;
  }

  /** Every journey at each of its campaign's steps. */
  private static void each(
      Collection<Journey> journeys, CampaignVersions campaigns, BiConsumer<Journey, Step> what) {
    for (var journey : journeys) {
      if (!journey.ended() && !journey.heldOut()) {
        campaigns
            .find(journey)
            .ifPresent(
                campaign ->
                    campaign
                        .flow()
                        .each(
                            (place, step) ->
                                what.accept(journey.at(place, journey.since()), step)));
      }
    }
  }
}
