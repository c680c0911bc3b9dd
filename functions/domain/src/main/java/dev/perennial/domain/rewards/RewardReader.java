package dev.perennial.domain.rewards;

import dev.perennial.domain.programme.LoyaltyReader;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.rewards.Reward.Offer;
import dev.perennial.domain.segments.SegmentReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Reads {@code rewards.yaml}. */
public final class RewardReader implements Section.Reading<Reward.All> {
  private static final int MAX_DAYS = 3650;

  /** A coupon keeps its uses, and must stay small. */
  private static final int MAX_USES = 10;

  @Override
  public Section<Reward.All> section() {
    return Reward.SECTION;
  }

  @Override
  public Reward.All read(Reader root, Programme soFar) {
    var one = new One(soFar.shop().currency(), soFar.loyalty().tiers(), SegmentReader.ids(root));
    var rewards = new ArrayList<Reward>();
    if (root.has("rewards")) {
      root.each("rewards", (id, file) -> rewards.add(one.reward(id, file)));
    }
    return new Reward.All(rewards);
  }

  private record One(Currency currency, Tiers tiers, List<String> segments) {

    Reward reward(String id, Reader file) {
      var levels = tiers.levels().stream().map(Tiers.Level::id).toList();
      var reward =
          new Reward(
              id,
              file.text("name", "", name -> name),
              file.whole("price", 1, LoyaltyReader.MAX_POINTS),
              offer(file.object("coupon")),
              file.texts("tiers", text -> Reader.oneOf(text, levels)),
              file.texts("segments", text -> Reader.oneOf(text, segments)),
              file.has("stock")
                  ? file.whole("stock", 0, LoyaltyReader.MAX_POINTS)
                  : Reward.UNLIMITED,
              file.has("from") ? file.text("from", LocalDate.MIN, Reader::day) : null,
              file.has("until") ? file.text("until", LocalDate.MAX, Reader::day) : null);
      var from = reward.from();
      var until = reward.until();
      if (from != null && until != null && until.isBefore(from)) {
        file.note("until", "lies before from");
      }
      file.nothingElse();
      return reward;
    }

    private Offer offer(Reader coupon) {
      var offer =
          new Offer(
              coupon.has("off") ? coupon.amount("off", currency) : 0,
              coupon.has("minimumOrder") ? coupon.amount("minimumOrder", currency) : 0,
              coupon.whole("validDays", 1, MAX_DAYS),
              coupon.has("uses") ? coupon.whole("uses", 1, MAX_USES) : 1,
              !coupon.has("open") || !coupon.truth("open"),
              coupon.has("stacks") && coupon.truth("stacks"));
      coupon.nothingElse();
      return offer;
    }
  }
}
