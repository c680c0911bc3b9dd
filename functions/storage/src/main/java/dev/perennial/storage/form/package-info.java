/**
 * How domain records look when they are stored: JSON, with short texts for what is written most.
 * Each text has a version. A release reads what the one before it and the one after it wrote.
 */
@NullMarked
package dev.perennial.storage.form;

import org.jspecify.annotations.NullMarked;
