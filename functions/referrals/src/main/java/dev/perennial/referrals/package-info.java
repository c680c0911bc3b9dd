@NullMarked
package dev.perennial.referrals;

import org.jspecify.annotations.NullMarked;
