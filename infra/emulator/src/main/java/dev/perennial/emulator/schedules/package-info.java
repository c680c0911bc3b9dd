/** When schedules of EventBridge Scheduler fire. */
@NullMarked
package dev.perennial.emulator.schedules;

import org.jspecify.annotations.NullMarked;
