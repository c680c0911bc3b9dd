package dev.perennial.domain.value;

import org.jspecify.annotations.Nullable;

/**
 * What is usual for a customer, by a model card.
 *
 * @param orderValue expected spend of a purchase day, in minor units
 * @param daysUntilOverdue until nine of ten of the customer's own gaps would have ended; below 0
 *     when overdue; null by a heuristic
 */
public record Usual(double orderValue, @Nullable Long daysUntilOverdue) {}
