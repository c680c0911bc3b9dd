package dev.perennial.domain.activities;

import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer was active in a way that segments ask for: of each at most one line a day. It stays,
 * as the ledger does, when the activity itself is forgotten; that one's event tells it.
 *
 * @param names by which segments ask for it
 */
public record Noticed(List<String> names) implements DomainEvent {
  public Noticed {
    names = List.copyOf(names);
  }

  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Activity Noticed";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(Watched.SLICE, Watched.SLICE.in(next).plus(Watched.Kind.ACTIVITY, names, next.day()));
  }
}
