@NullMarked
package dev.perennial.local.pages;

import org.jspecify.annotations.NullMarked;
