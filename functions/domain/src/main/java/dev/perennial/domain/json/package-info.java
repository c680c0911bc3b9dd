/** The one way domain types become JSON and come back. */
@NullMarked
package dev.perennial.domain.json;

import org.jspecify.annotations.NullMarked;
