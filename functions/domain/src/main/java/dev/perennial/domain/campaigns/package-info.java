/** Who enters a campaign, and whether a mail may be claimed. */
@NullMarked
package dev.perennial.domain.campaigns;

import org.jspecify.annotations.NullMarked;
