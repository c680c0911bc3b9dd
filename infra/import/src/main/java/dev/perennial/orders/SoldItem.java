package dev.perennial.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of an order.
 *
 * @param givenBack of the line's quantity, in millionths
 * @param givenBackAt null when the row doesn't say
 * @param whole what the row says of the whole order
 */
record SoldItem(Order.Line line, long givenBack, @Nullable Instant givenBackAt, WholeOrder whole) {}
