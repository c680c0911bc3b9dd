@NullMarked
package dev.perennial.storage;

import org.jspecify.annotations.NullMarked;
