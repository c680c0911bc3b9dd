/**
 * The composition root: the only place that lists the rooms, with their events, slices, profile
 * fields and sections of the programme.
 */
@NullMarked
package dev.perennial.domain.rooms;

import org.jspecify.annotations.NullMarked;
