package dev.perennial.domain.customers;

import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.mail.Sends;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of one customer.
 *
 * @param account null before the first write
 * @param profile null before {@code PUT /customers}, and after an erasure
 * @param sends null before the first claim, or when not read
 */
public record Customer(
    String customerId,
    @Nullable Account account,
    @Nullable Profile profile,
    @Nullable Sends sends) {
  /** Whether the customer was erased. */
  public boolean erased() {
    return account != null && account.erased();
  }

  /** The account, or an empty one of a tier. */
  public Account accountOr(String tier) {
    return account == null ? Account.empty(customerId, tier) : account;
  }

  /** The sends, or none. */
  public Sends sendsOrNone() {
    return sends == null ? Sends.NONE : sends;
  }
}
