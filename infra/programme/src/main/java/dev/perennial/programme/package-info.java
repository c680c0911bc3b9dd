/** Deploys what a shop owns: checks and compiles the files under programme/. */
@NullMarked
package dev.perennial.programme;

import org.jspecify.annotations.NullMarked;
