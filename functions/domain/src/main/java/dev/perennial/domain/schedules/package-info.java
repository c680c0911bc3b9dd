/** Times as cron writes them. */
@NullMarked
package dev.perennial.domain.schedules;

import org.jspecify.annotations.NullMarked;
