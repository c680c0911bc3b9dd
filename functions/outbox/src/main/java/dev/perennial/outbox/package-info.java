@NullMarked
package dev.perennial.outbox;

import org.jspecify.annotations.NullMarked;
