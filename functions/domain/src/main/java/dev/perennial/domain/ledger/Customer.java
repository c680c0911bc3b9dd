package dev.perennial.domain.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of one customer.
 *
 * @param account null before the first write
 * @param profile null before {@code PUT /customers}, and after an erasure
 * @param mailLog null before the first claim, or when not read
 */
public record Customer(
    String customerId,
    @Nullable Account account,
    @Nullable Profile profile,
    @Nullable MailLog mailLog) {
  /** The account's version, at which lines stand that make none; 0 before the first write. */
  public long version() {
    return account == null ? 0 : account.version();
  }

  /** Whether the customer was erased. */
  public boolean erased() {
    return account != null && account.erased();
  }

  /** The customer who this one was merged into; null of one who was not. */
  public @Nullable String mergedInto() {
    return account == null ? null : Ids.SLICE.in(account).into();
  }

  /** Customers who were merged into this one: lines of the same person stand under their ids. */
  public List<String> formerIds() {
    return account == null ? List.of() : Ids.SLICE.in(account).former();
  }

  /** The account, or an empty one of a tier. */
  public Account accountOr(String tier) {
    return account == null ? Account.empty(customerId, tier) : account;
  }

  /** The mail log, or none. */
  public MailLog mailLogOrNone() {
    return mailLog == null ? MailLog.NONE : mailLog;
  }
}
