/** Historical orders in, and a year of them lived again at its own virtual time. */
@NullMarked
package dev.perennial.local.replay;

import org.jspecify.annotations.NullMarked;
