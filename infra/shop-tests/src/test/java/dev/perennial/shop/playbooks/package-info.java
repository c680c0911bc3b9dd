/** The shipped campaigns, all together, on real orders. */
@NullMarked
package dev.perennial.shop.playbooks;

import org.jspecify.annotations.NullMarked;
