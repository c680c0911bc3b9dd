@NullMarked
package dev.perennial.segments;

import org.jspecify.annotations.NullMarked;
