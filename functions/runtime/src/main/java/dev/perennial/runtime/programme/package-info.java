/** The programme in force, and the log of its versions: what a warm function remembers. */
@NullMarked
package dev.perennial.runtime.programme;

import org.jspecify.annotations.NullMarked;
