/** What campaigns brought: counted over all customers, and judged look by look. */
@NullMarked
package dev.perennial.domain.results;

import org.jspecify.annotations.NullMarked;
