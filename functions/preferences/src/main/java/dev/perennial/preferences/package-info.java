@NullMarked
package dev.perennial.preferences;

import org.jspecify.annotations.NullMarked;
