/** What surrounds a handler: clients, clock and settings, its log and its figures. */
@NullMarked
package dev.perennial.runtime.cloud;

import org.jspecify.annotations.NullMarked;
