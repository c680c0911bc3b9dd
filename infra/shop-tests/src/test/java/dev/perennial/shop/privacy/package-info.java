/** That nobody's name or address gets where it does not belong. */
@NullMarked
package dev.perennial.shop.privacy;

import org.jspecify.annotations.NullMarked;
