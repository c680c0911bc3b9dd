package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.Slice;
import java.util.List;
import java.util.TreeSet;

/**
 * The bonuses that are given once and were; the welcome is told by the count of purchases.
 *
 * @param names sorted
 */
public record BonusesGiven(List<String> names) {
  /** None was given. */
  public static final BonusesGiven NONE = new BonusesGiven(List.of());

  /** The account's. */
  public static final Slice<BonusesGiven> SLICE =
      Slice.lasting("given", BonusesGiven.class, NONE, BonusesGiven::merged);

  public BonusesGiven {
    names = List.copyOf(names);
  }

  /** Those of one person who was two customers. */
  private BonusesGiven merged(BonusesGiven other) {
    var all = new TreeSet<>(names);
    all.addAll(other.names);
    return new BonusesGiven(List.copyOf(all));
  }

  /** These and more, as far as they must be remembered. */
  BonusesGiven and(List<Terms.Bonus> bonuses) {
    var all = new TreeSet<>(names);
    for (var bonus : bonuses) {
      if (bonus.isRemembered()) {
        all.removeIf(bonus::replaces);
        all.add(bonus.name());
      }
    }
    return new BonusesGiven(List.copyOf(all));
  }
}
