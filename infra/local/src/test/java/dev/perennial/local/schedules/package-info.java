/** Tests of the package of that name. */
@NullMarked
package dev.perennial.local.schedules;

import org.jspecify.annotations.NullMarked;
