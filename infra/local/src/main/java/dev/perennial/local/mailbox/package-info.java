/** Sent mail, kept instead of delivered. */
@NullMarked
package dev.perennial.local.mailbox;

import org.jspecify.annotations.NullMarked;
