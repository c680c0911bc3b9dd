@NullMarked
package dev.perennial.pages;

import org.jspecify.annotations.NullMarked;
