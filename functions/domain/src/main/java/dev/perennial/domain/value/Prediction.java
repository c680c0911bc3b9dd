package dev.perennial.domain.value;

import org.jspecify.annotations.Nullable;

/**
 * What is expected of a customer from a day on, by a model card.
 *
 * @param alive probability that the customer still buys, 0 to 1; null by a heuristic, which knows
 *     no leaving
 * @param orders30 expected purchase days within 30 days
 * @param orders90 within 90 days
 * @param orders365 within 365 days
 * @param usual order value and rhythm
 * @param value365 expected spend of the next 365 days, in minor units, undiscounted: what bands go
 *     by
 * @param discountedYear expected spend of the next twelve months, in minor units, each discounted
 *     at its end
 * @param discountedLifetime expected spend of the next fifty years, in minor units, each discounted
 *     at its middle
 * @param bands as the account would be judged now
 */
public record Prediction(
    @Nullable Double alive,
    double orders30,
    double orders90,
    double orders365,
    Usual usual,
    double value365,
    double discountedYear,
    double discountedLifetime,
    ValueBands bands) {}
