@NullMarked
package dev.perennial.purchases;

import org.jspecify.annotations.NullMarked;
