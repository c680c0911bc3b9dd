/** What tests of several modules share; nothing that ships depends on it. */
@NullMarked
package dev.perennial.testkit;

import org.jspecify.annotations.NullMarked;
