/** What customers did besides buying, as far as their accounts remember it for segments. */
@NullMarked
package dev.perennial.domain.engagement;

import org.jspecify.annotations.NullMarked;
