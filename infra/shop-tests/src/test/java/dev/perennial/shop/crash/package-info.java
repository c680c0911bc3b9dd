/** The real template under crashes, under removals, and under a second run of the same orders. */
@NullMarked
package dev.perennial.shop.crash;

import org.jspecify.annotations.NullMarked;
