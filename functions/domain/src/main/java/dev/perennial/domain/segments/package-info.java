/** RFM bands and segments: judged on every write and by the nightly pass. */
@NullMarked
package dev.perennial.domain.segments;

import org.jspecify.annotations.NullMarked;
