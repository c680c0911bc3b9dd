package dev.perennial.domain.programme;

import dev.perennial.domain.programme.Reward.Offer;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** Reads one reward of {@code rewards.yaml}. */
record RewardReader(Currency currency, Tiers tiers, List<String> segments) {
  private static final int MOST_DAYS = 3650;

  /** A coupon keeps its uses, and must stay small. */
  private static final int MOST_USES = 10;

  Reward reward(String id, Reader file) {
    var levels = tiers.levels().stream().map(Tiers.Level::id).toList();
    var reward =
        new Reward(
            id,
            file.text("name", "", name -> name),
            file.whole("price", 1, LoyaltyReader.MOST_POINTS),
            offer(file.object("coupon")),
            file.texts("tiers", text -> LoyaltyReader.oneOf(text, levels)),
            file.texts("segments", text -> LoyaltyReader.oneOf(text, segments)),
            file.has("stock")
                ? file.whole("stock", 0, LoyaltyReader.MOST_POINTS)
                : Reward.UNLIMITED,
            file.has("from") ? file.text("from", LocalDate.MIN, LocalDate::parse) : null,
            file.has("until") ? file.text("until", LocalDate.MAX, LocalDate::parse) : null);
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
            coupon.whole("validDays", 1, MOST_DAYS),
            coupon.has("uses") ? coupon.whole("uses", 1, MOST_USES) : 1,
            !coupon.has("open") || !coupon.truth("open"),
            coupon.has("stacks") && coupon.truth("stacks"));
    coupon.nothingElse();
    return offer;
  }
}
