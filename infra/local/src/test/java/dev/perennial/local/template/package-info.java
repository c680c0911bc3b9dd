/** Tests of the package of that name. */
@NullMarked
package dev.perennial.local.template;

import org.jspecify.annotations.NullMarked;
