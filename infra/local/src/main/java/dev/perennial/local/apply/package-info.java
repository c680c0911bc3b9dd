/** Deploys what a shop owns: checks and compiles the files under programme/. */
@NullMarked
package dev.perennial.local.apply;

import org.jspecify.annotations.NullMarked;
