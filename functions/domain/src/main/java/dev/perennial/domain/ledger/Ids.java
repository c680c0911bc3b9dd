package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one person who was several customers.
 *
 * @param into whom the customer was merged into; null of one who was not
 * @param former customers who were merged into this one, in the order in which they were
 * @param addresses keys of the addresses that these had, where they were others: an erasure is of
 *     them as well
 * @param lives of former ids whose customer had come back after an erasure, or was erased since
 */
public record Ids(
    @Nullable String into, List<String> former, List<String> addresses, Map<String, Life> lives) {
  /** Of somebody who has one id, as nearly all have. */
  public static final Ids NONE = new Ids(null, List.of(), List.of(), Map.of());

  /** The account's. */
  public static final Slice<Ids> SLICE = Slice.lasting("ids", Ids.class, NONE, Ids::merged);

  /** Whatever stands under such an id is of before. */
  private static final long ENDED = Long.MAX_VALUE;

  public Ids {
    former = List.copyOf(former);
    addresses = List.copyOf(addresses);
    lives = Map.copyOf(lives);
  }

  static Ids mergedInto(String customerId) {
    return new Ids(customerId, List.of(), List.of(), Map.of());
  }

  private Ids merged(Ids other) {
    var all = new TreeMap<>(lives);
    all.putAll(other.lives);
    return new Ids(into, both(former, other.former), both(addresses, other.addresses), all);
  }

  /**
   * These and one more.
   *
   * @param address key of the address that it had, null when none or the same
   */
  Ids with(String id, @Nullable String address, Life life) {
    return merged(
        new Ids(
            null,
            List.of(id),
            address == null ? List.of() : List.of(address),
            life.isLater() ? Map.of(id, life) : Map.of()));
  }

  /** The ids of whoever was erased at an instant: their lines are known as such. */
  Ids ended(Instant erased) {
    var all = new TreeMap<String, Life>();
    former.forEach(id -> all.put(id, new Life(ENDED, erased)));
    return new Ids(into, former, List.of(), all);
  }

  /** Former ids of the present life. */
  public List<String> present() {
    return former.stream()
        .filter(id -> lives.getOrDefault(id, Life.FIRST).since() != ENDED)
        .toList();
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }
}
