/** The commands that make, fill and serve a stack on this machine. */
@NullMarked
package dev.perennial.laptop;

import org.jspecify.annotations.NullMarked;
