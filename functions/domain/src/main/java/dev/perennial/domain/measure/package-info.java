/**
 * What a test shows: sums by arm, the uplift with its interval, what spend before can do for it,
 * looks while a test runs, and whether an ordering of customers by the uplift expected of each is
 * worth its use. It knows no campaign; docs/measure.md has the formulas with their sources.
 */
@NullMarked
package dev.perennial.domain.measure;

import org.jspecify.annotations.NullMarked;
