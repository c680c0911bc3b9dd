/** Tests of the package of that name. */
@NullMarked
package dev.perennial.local.mailbox;

import org.jspecify.annotations.NullMarked;
