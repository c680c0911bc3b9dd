/** The command line. */
@NullMarked
package dev.perennial.local.command;

import org.jspecify.annotations.NullMarked;
