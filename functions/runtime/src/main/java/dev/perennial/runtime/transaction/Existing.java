package dev.perennial.runtime.transaction;



/**
 * What a line means that was there already.
 *
 * @param <A> what the caller is told
 */
public sealed interface Existing<A> {
  /** It was recorded before: the first answer, or that this is another content. */
  record Answers<A>(A answer) implements Existing<A> {}

  /** It is as good as put just now: go on. */
  record Counts<A>() implements Existing<A> {}

  /** It came since the customer was read: read and decide again. */
  record Outdates<A>() implements Existing<A> {}
}
