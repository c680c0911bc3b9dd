/** The bus, queues and streams: what comes by them, and what is put on them. */
@NullMarked
package dev.perennial.runtime.events;

import org.jspecify.annotations.NullMarked;
