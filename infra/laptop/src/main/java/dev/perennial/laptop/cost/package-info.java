/** What a measured run would cost on AWS, line by line. */
@NullMarked
package dev.perennial.laptop.cost;

import org.jspecify.annotations.NullMarked;
