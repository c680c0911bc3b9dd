package dev.perennial.runtime.links;

import dev.perennial.domain.programme.ProgrammeStore;
import org.jspecify.annotations.Nullable;

/** The links that a stack signs. Their secret never changes: it is read once, when first needed. */
public final class StackLinks {
  private final ProgrammeStore store;
  private @Nullable SignedLinks links;

  /** Of the stack whose programme it is. */
  public StackLinks(ProgrammeStore store) {
    this.store = store;
  }

  /**
   * The links.
   *
   * @throws dev.perennial.runtime.programme.NoProgramme when nothing was applied yet
   */
  public synchronized SignedLinks signed() {
    var known = links;
    if (known == null) {
      known = LinkSecret.links(store);
      links = known;
    }
    return known;
  }
}
