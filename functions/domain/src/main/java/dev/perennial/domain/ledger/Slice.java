package dev.perennial.domain.ledger;

import java.util.Objects;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A room's part of the account: what it remembers of a customer, as the fold of its events. The
 * account carries it, and knows nothing of it but the name under which it is stored.
 *
 * @param none what is so before the first event, and is not stored; null when that is nothing
 * @param personal whether an erasure forgets it
 * @param merge what one person remembers who was two customers: of the one who stays, and the other
 */
public record Slice<S>(
    String name, Class<S> type, @Nullable S none, boolean personal, BinaryOperator<S> merge) {
  /** One that an erasure forgets. */
  public static <S> Slice<S> personal(
      String name, Class<S> type, @Nullable S none, BinaryOperator<S> merge) {
    return new Slice<>(name, type, none, true, merge);
  }

  /** One that outlives an erasure: it tells of points and orders, and of nobody. */
  public static <S> Slice<S> lasting(
      String name, Class<S> type, @Nullable S none, BinaryOperator<S> merge) {
    return new Slice<>(name, type, none, false, merge);
  }

  /**
   * What somebody's account remembers.
   *
   * @throws NullPointerException when that is nothing: of a slice that may hold nothing ask {@link
   *     Remembers#find}
   */
  public S in(Remembers whose) {
    return Objects.requireNonNull(whose.find(this), name);
  }

  /** Whether a value is what is not stored. */
  boolean isNone(@Nullable Object value) {
    return value == null || value.equals(none);
  }
}
