/** One person who was several customers: what becomes of points, profile, mail and ids. */
@NullMarked
package dev.perennial.domain.merges;

import org.jspecify.annotations.NullMarked;
