@NullMarked
package dev.perennial.domain;

import org.jspecify.annotations.NullMarked;
