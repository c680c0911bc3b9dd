/**
 * What time alone brings about: the chores of the nightly pass. It knows the rooms, and none knows
 * it.
 */
@NullMarked
package dev.perennial.domain.nightly;

import org.jspecify.annotations.NullMarked;
