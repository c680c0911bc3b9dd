/**
 * Tests of the engine, on a small shop of its own: {@link dev.perennial.emulator.stack.SmallShop}.
 */
@NullMarked
package dev.perennial.emulator.stack;

import org.jspecify.annotations.NullMarked;
