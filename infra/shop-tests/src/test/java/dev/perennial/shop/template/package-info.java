/** Tests of the package of that name. */
@NullMarked
package dev.perennial.shop.template;

import org.jspecify.annotations.NullMarked;
