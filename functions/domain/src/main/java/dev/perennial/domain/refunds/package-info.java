/** Taking a purchase back, whole or in part, with the points it earned. */
@NullMarked
package dev.perennial.domain.refunds;

import org.jspecify.annotations.NullMarked;
