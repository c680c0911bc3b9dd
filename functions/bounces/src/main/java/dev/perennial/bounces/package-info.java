@NullMarked
package dev.perennial.bounces;

import org.jspecify.annotations.NullMarked;
