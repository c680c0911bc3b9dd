/** What a shop owns as files: loyalty, segments, campaigns; read, validated and versioned. */
@NullMarked
package dev.perennial.domain.programme;

import org.jspecify.annotations.NullMarked;
