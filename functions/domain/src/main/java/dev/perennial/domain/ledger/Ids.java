package dev.perennial.domain.ledger;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one person who was several customers.
 *
 * @param into whom the customer was merged into; null of one who was not
 * @param former customers who were merged into this one, in the order in which they were
 * @param addresses keys of the addresses that these had, where they were others: an erasure is of
 *     them as well
 */
public record Ids(@Nullable String into, List<String> former, List<String> addresses) {
  /** Of somebody who has one id, as nearly all have. */
  public static final Ids NONE = new Ids(null, List.of(), List.of());

  /** The account's. */
  public static final Slice<Ids> SLICE = Slice.lasting("ids", Ids.class, NONE, Ids::merged);

  public Ids {
    former = List.copyOf(former);
    addresses = List.copyOf(addresses);
  }

  static Ids mergedInto(String customerId) {
    return new Ids(customerId, List.of(), List.of());
  }

  private Ids merged(Ids other) {
    return new Ids(into, both(former, other.former), both(addresses, other.addresses));
  }

  /**
   * These and one more.
   *
   * @param address key of the address that it had, null when none or the same
   */
  Ids with(String id, @Nullable String address) {
    return merged(new Ids(null, List.of(id), address == null ? List.of() : List.of(address)));
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }
}
