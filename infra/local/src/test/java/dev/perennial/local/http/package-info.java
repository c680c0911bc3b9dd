/** Tests of the package of that name. */
@NullMarked
package dev.perennial.local.http;

import org.jspecify.annotations.NullMarked;
