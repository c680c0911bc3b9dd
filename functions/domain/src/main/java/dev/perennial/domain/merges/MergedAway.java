package dev.perennial.domain.merges;

import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Posting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer was merged into another, who is the same person: whatever comes for this id from now
 * on is that one's. The other's line raises the event.
 *
 * @param into the other's id
 * @param postings that take all points and debt from here
 */
public record MergedAway(String into, List<Posting> postings) implements DomainEvent {
  public MergedAway {
    postings = List.copyOf(postings);
  }

  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Merged Into " + into;
  }

  @Override
  public String entry() {
    return "merge";
  }

  @Override
  public boolean erases() {
    return true;
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.moveTo(into);
  }
}
