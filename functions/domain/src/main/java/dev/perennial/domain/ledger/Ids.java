package dev.perennial.domain.ledger;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one person who was several customers.
 *
 * @param into whom the customer was merged into; null of one who was not
 * @param former customers who were merged into this one, sorted
 */
public record Ids(@Nullable String into, List<String> former) {
  /** Of somebody who has one id, as nearly all have. */
  public static final Ids NONE = new Ids(null, List.of());

  /** The account's. */
  public static final Slice<Ids> SLICE = Slice.lasting("ids", Ids.class, NONE, Ids::merged);

  public Ids {
    former = List.copyOf(former);
  }

  static Ids mergedInto(String customerId) {
    return new Ids(customerId, List.of());
  }

  private Ids merged(Ids other) {
    var next = this;
    for (var id : other.former) {
      next = next.with(id);
    }
    return next;
  }

  Ids with(String id) {
    var all = new TreeSet<>(former);
    all.add(id);
    return new Ids(into, List.copyOf(all));
  }
}
