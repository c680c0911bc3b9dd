/**
 * What every handler shares at its door: where its clients come from, how input is read strictly,
 * and how an answer or a problem is written.
 */
@NullMarked
package dev.perennial.doors;

import org.jspecify.annotations.NullMarked;
