/** Surveys: what the shop asks, and what becomes of an answer. */
@NullMarked
package dev.perennial.domain.surveys;

import org.jspecify.annotations.NullMarked;
