/**
 * The nightly pass outside Lambda: over a shop's own tables, or over made-up customers to see how
 * fast it is.
 */
@NullMarked
package dev.perennial.bench;

import org.jspecify.annotations.NullMarked;
