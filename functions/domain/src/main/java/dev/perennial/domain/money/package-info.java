/** Amounts of money as minor units, and every rounding rule that touches them. */
@NullMarked
package dev.perennial.domain.money;

import org.jspecify.annotations.NullMarked;
