/** Reads of all customers, cut into parts that run side by side. */
@NullMarked
package dev.perennial.runtime.scan;

import org.jspecify.annotations.NullMarked;
