/**
 * Turns a template and what is known of a customer into a mail: Liquid with HTML escaping on by
 * default, then MIME. Pure: no clock, no randomness, no I/O, so the same input gives the same
 * bytes.
 */
@NullMarked
package dev.perennial.mail.render;

import org.jspecify.annotations.NullMarked;
