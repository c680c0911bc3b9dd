/**
 * Why a customer got a message or didn't, and when that changes by time alone. It asks the rooms'
 * own decisions, and decides nothing itself.
 */
@NullMarked
package dev.perennial.domain.explanation;

import org.jspecify.annotations.NullMarked;
