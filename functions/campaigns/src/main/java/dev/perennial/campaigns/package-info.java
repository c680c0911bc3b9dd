@NullMarked
package dev.perennial.campaigns;

import org.jspecify.annotations.NullMarked;
