@NullMarked
package dev.perennial.mail;

import org.jspecify.annotations.NullMarked;
