/**
 * What customers will be worth: models of when they buy and whether they still do (BG/NBD and its
 * kin, Pareto/NBD), of what they spend (Gamma-Gamma), how they are fitted, tried on the shop's own
 * past and chosen. Time is counted in one unit throughout, days or weeks, as the caller says.
 */
@NullMarked
package dev.perennial.domain.value;

import org.jspecify.annotations.NullMarked;
