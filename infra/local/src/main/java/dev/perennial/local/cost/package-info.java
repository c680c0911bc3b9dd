/** What a measured run would cost on AWS, line by line. */
@NullMarked
package dev.perennial.local.cost;

import org.jspecify.annotations.NullMarked;
