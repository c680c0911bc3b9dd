/** Tests through the project's own entry points: its template, its programme, its handlers. */
@NullMarked
package dev.perennial.shop.entrypoints;

import org.jspecify.annotations.NullMarked;
