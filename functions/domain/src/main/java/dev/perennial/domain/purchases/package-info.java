/** Recording a purchase: what it earns, what it changes, and when it is the same again. */
@NullMarked
package dev.perennial.domain.purchases;

import org.jspecify.annotations.NullMarked;
