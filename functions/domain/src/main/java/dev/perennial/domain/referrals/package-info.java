/** Who came by a friend, and whom that friend brought. */
@NullMarked
package dev.perennial.domain.referrals;

import org.jspecify.annotations.NullMarked;
