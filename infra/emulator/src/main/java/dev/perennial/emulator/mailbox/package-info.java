/** Sent mail, kept instead of delivered. */
@NullMarked
package dev.perennial.emulator.mailbox;

import org.jspecify.annotations.NullMarked;
