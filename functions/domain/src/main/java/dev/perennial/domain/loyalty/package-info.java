/** The account: points by activation day and expiry month, active days, debt. */
@NullMarked
package dev.perennial.domain.loyalty;

import org.jspecify.annotations.NullMarked;
