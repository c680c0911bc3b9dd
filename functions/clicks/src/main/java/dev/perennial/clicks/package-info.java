@NullMarked
package dev.perennial.clicks;

import org.jspecify.annotations.NullMarked;
