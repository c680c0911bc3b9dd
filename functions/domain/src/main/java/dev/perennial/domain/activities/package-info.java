/** What customers do besides buying: it is noted once, and a review of what they bought earns. */
@NullMarked
package dev.perennial.domain.activities;

import org.jspecify.annotations.NullMarked;
