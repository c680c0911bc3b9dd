/**
 * Decides. No AWS, no clock, no I/O: time, money and randomness are arguments, so that every rule
 * can be read as a table in a test.
 */
@NullMarked
package dev.perennial.domain;

import org.jspecify.annotations.NullMarked;
