package dev.perennial.replay;

import java.time.Instant;

/**
 * What one customer does at an instant.
 *
 * @param isEntry whether it is an order or a refund
 */
record Act(Instant at, String customerId, boolean isEntry, Runnable run) {}
