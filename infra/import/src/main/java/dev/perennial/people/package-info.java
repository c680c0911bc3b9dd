/** Made-up profiles for the customers of real order files, which name nobody. */
@NullMarked
package dev.perennial.people;

import org.jspecify.annotations.NullMarked;
