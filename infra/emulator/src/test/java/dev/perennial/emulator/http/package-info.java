/** Tests of the package of that name. */
@NullMarked
package dev.perennial.emulator.http;

import org.jspecify.annotations.NullMarked;
