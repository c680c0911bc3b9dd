/** The life of one mail: claimed, sending, sent, held or unknown. */
@NullMarked
package dev.perennial.domain.mail;

import org.jspecify.annotations.NullMarked;
