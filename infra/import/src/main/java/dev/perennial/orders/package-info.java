/**
 * Order files: what a shop sold and took back, read from CSV and cleaned by stated rules
 * (docs/online-retail.md). Knows nothing of points or storage.
 */
@NullMarked
package dev.perennial.orders;

import org.jspecify.annotations.NullMarked;
