/** Tests of the engine, on a small shop of its own: {@link dev.perennial.local.stack.SmallShop}. */
@NullMarked
package dev.perennial.local.stack;

import org.jspecify.annotations.NullMarked;
