/** What there is to look at on the laptop: HTML made here, without scripts or anything fetched. */
@NullMarked
package dev.perennial.pages;

import org.jspecify.annotations.NullMarked;
