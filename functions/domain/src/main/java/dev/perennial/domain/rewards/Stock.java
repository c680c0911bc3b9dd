package dev.perennial.domain.rewards;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many of a reward were issued, counted in several places, so that many customers at once don't
 * wait for one count. Each place has its share of the stock, and no more can be issued there.
 *
 * @param issued by place
 */
public record Stock(List<Long> issued) {
  /** In how many places a stock is counted. */
  public static final int PLACES = 8;

  /** Of a reward whose stock is not counted. */
  public static final Stock UNCOUNTED = new Stock(Collections.nCopies(PLACES, 0L));

  public Stock {
    issued = List.copyOf(issued);
  }

  /** The share of a place: all shares together are the stock. */
  public static long share(long stock, int place) {
    return stock / PLACES + (place < stock % PLACES ? 1 : 0);
  }

  /** A place that has some left, looked for from one on. */
  public OptionalInt place(Reward reward, int from) {
    for (int i = 0; i < PLACES; i++) {
      var place = Math.floorMod(from + i, PLACES);
      if (issued.get(place) < share(reward.stock(), place)) {
        return OptionalInt.of(place);
      }
    }
    return OptionalInt.empty();
  }
}
