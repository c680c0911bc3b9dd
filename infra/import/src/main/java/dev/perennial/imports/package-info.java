/** Historical orders into a shop's tables, whole customers at a time. */
@NullMarked
package dev.perennial.imports;

import org.jspecify.annotations.NullMarked;
