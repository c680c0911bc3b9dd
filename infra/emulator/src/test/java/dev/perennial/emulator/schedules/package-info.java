/** Tests of the package of that name. */
@NullMarked
package dev.perennial.emulator.schedules;

import org.jspecify.annotations.NullMarked;
