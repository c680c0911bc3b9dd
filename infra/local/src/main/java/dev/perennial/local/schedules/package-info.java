/** When schedules of EventBridge Scheduler fire. */
@NullMarked
package dev.perennial.local.schedules;

import org.jspecify.annotations.NullMarked;
