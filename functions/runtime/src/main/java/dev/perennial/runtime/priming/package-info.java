/** What a function does before Lambda takes its snapshot, so that its first call is fast. */
@NullMarked
package dev.perennial.runtime.priming;

import org.jspecify.annotations.NullMarked;
