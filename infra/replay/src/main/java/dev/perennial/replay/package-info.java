/** The time machine: a year of orders lived again at its own virtual time. */
@NullMarked
package dev.perennial.replay;

import org.jspecify.annotations.NullMarked;
