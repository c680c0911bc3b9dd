@NullMarked
package dev.perennial.loyalty;

import org.jspecify.annotations.NullMarked;
