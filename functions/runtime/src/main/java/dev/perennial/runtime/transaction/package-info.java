/** The one way to decide and write: read, decide, write, and again when another was faster. */
@NullMarked
package dev.perennial.runtime.transaction;

import org.jspecify.annotations.NullMarked;
