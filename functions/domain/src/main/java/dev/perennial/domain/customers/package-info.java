/** The customer: profile, consents, and the stores that hold them. */
@NullMarked
package dev.perennial.domain.customers;

import org.jspecify.annotations.NullMarked;
