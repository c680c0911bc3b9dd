/**
 * What an account comes to by the rules of an instant: tier, bands and segments. The rooms call it
 * on every write.
 */
@NullMarked
package dev.perennial.domain.evaluation;

import org.jspecify.annotations.NullMarked;
