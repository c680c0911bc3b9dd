@NullMarked
package dev.perennial.refunds;

import org.jspecify.annotations.NullMarked;
