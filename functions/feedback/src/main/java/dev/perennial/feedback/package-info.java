@NullMarked
package dev.perennial.feedback;

import org.jspecify.annotations.NullMarked;
