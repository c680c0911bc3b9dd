/** Signed links of mails and pages, and what a mail's tags name. */
@NullMarked
package dev.perennial.runtime.links;

import org.jspecify.annotations.NullMarked;
