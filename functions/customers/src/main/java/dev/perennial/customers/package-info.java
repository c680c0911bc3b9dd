@NullMarked
package dev.perennial.customers;

import org.jspecify.annotations.NullMarked;
