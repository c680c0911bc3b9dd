package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a customer: what one history line tells. Each room declares its own as
 * records, and says here what they mean to everybody else; the composition root lists them. Amounts
 * are minor units of the shop's currency, points are whole numbers.
 */
public interface DomainEvent {
  /** The detail-type that an insert of the line raises on the bus; null when it raises nothing. */
  @Nullable String eventType();

  /** What a page of history calls it; what raises no event says so itself. */
  default String title() {
    return Objects.requireNonNull(eventType());
  }

  /** What a statement of points calls its line; null when it stands in none. */
  default @Nullable String entry() {
    return null;
  }

  /** Whether its line advances the account: those lines are numbered without gaps. */
  default boolean advancesAccount() {
    return true;
  }

  /** Its effect on points, leg by leg in the order in which they apply. */
  default List<Posting> postings() {
    return List.of();
  }

  /** Changes what rooms remember of the customer; points have changed by the postings already. */
  default void applyTo(AccountDraft next) {}

  /**
   * Whether it ends the account: nothing is recorded after it, unless who was erased comes back.
   */
  default boolean erases() {
    return false;
  }

  /** How long its line is kept after business time; null for ever. */
  default @Nullable Duration kept() {
    return null;
  }

  /**
   * Adds its own fields to the event on the bus: business fields and ids, never a name, an address
   * or free text.
   *
   * @param answer what the client was told, null when nobody was
   */
  default void tell(ObjectNode detail, @Nullable Receipt answer) {}
}
