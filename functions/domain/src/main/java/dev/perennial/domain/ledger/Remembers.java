package dev.perennial.domain.ledger;

import org.jspecify.annotations.Nullable;

/** An account, or the next one in the making, as rooms ask it for what they remember. */
public interface Remembers {
  /** What a room remembers; its none when it remembers nothing, and null when that is nothing. */
  <S> @Nullable S find(Slice<S> slice);
}
