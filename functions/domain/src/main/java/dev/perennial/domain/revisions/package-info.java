/** An order's next version: edited, or counted again after it had gone back. */
@NullMarked
package dev.perennial.domain.revisions;

import org.jspecify.annotations.NullMarked;
