/** What the tables hold, read back: whether ledgers and accounts agree, and what they add up to. */
@NullMarked
package dev.perennial.audit;

import org.jspecify.annotations.NullMarked;
