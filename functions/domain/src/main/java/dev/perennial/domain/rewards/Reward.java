package dev.perennial.domain.rewards;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Section;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to have for points: a coupon.
 *
 * @param price in points, at least 1; 0 of a gift
 * @param tiers whose members may have it; empty for all
 * @param segments of which the customer must be in one; empty for none
 * @param stock how many there are in all, {@link #UNLIMITED} when they are not counted
 * @param from first day, in the shop's zone
 * @param until last day
 */
public record Reward(
    String id,
    String name,
    long price,
    Offer offer,
    Set<String> tiers,
    Set<String> segments,
    long stock,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {
  public static final long UNLIMITED = -1;

  /** The programme's rewards, in the file's order. */
  public static final Section<All> SECTION =
      new Section<>("rewards", All.class, new All(List.of()));

  /** All rewards of a programme. */
  public record All(List<Reward> list) {
    public All {
      list = List.copyOf(list);
    }
  }

  /** A programme's reward by its id, null when there is none. */
  public static @Nullable Reward find(Programme programme, String id) {
    return programme.get(SECTION).list().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** The same for no points. */
  Reward asGift() {
    return new Reward(id, name, 0, offer, tiers, segments, stock, from, until);
  }

  public Reward {
    tiers = Set.copyOf(tiers);
    segments = Set.copyOf(segments);
  }

  /**
   * What its coupons are good for.
   *
   * @param off taken off an order, in minor units; 0 when the name says what it is
   * @param minimumOrder what the order's goods must come to, in minor units
   * @param validDays whole days after the redemption's
   * @param uses how often one coupon may be used
   * @param bound true when only the customer who redeemed it may use it
   * @param stacks true when it may stand on an order beside others that stack, too
   */
  public record Offer(
      long off, long minimumOrder, int validDays, int uses, boolean bound, boolean stacks) {}
}
