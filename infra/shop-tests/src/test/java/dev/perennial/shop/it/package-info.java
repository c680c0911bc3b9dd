/**
 * The integration suite: stores, queue, bus and mail, on the laptop stack always, and on an
 * endpoint that speaks AWS where there is one.
 */
@NullMarked
package dev.perennial.shop.it;

import org.jspecify.annotations.NullMarked;
