/** Everything that happened to a customer, one immutable line each, and the events made from it. */
@NullMarked
package dev.perennial.domain.history;

import org.jspecify.annotations.NullMarked;
