@NullMarked
package dev.perennial.value;

import org.jspecify.annotations.NullMarked;
