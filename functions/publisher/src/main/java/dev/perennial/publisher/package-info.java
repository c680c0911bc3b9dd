@NullMarked
package dev.perennial.publisher;

import org.jspecify.annotations.NullMarked;
