/** Tests through the project's own doors: its template, its programme, its handlers. */
@NullMarked
package dev.perennial.shop.doors;

import org.jspecify.annotations.NullMarked;
