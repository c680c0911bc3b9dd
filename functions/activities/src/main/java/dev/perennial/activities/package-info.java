@NullMarked
package dev.perennial.activities;

import org.jspecify.annotations.NullMarked;
