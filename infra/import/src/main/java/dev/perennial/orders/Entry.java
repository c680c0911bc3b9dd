package dev.perennial.orders;

import java.time.Instant;

/** One thing that happened to a customer's orders. */
public sealed interface Entry permits Order, Refund {
  /** The shop's own id of the customer. */
  String customerId();

  /** When it happened. */
  Instant at();
}
