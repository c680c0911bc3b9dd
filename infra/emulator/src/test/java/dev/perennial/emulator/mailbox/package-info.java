/** Tests of the package of that name. */
@NullMarked
package dev.perennial.emulator.mailbox;

import org.jspecify.annotations.NullMarked;
