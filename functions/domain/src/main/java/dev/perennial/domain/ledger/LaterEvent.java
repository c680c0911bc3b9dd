package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that only a later release knows: after going back, or while versions change. It
 * advances the account and moves points by what its line says of itself, and is never rewritten.
 *
 * @param name of the kind, as stored
 * @param body as stored
 */
public record LaterEvent(
    String name, ObjectNode body, boolean advancesAccount, List<Posting> postings)
    implements DomainEvent {
  public LaterEvent {
    postings = List.copyOf(postings);
  }

  /** Only the later release can tell it: until then its line waits to be published. */
  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Of a later release: " + name;
  }

  @Override
  public @Nullable String entry() {
    return postings.isEmpty() ? null : name;
  }
}
