@NullMarked
package dev.perennial.surveys;

import org.jspecify.annotations.NullMarked;
