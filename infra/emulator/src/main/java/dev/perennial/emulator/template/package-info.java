/** Reads template.yaml: what the shop deploys is also what the laptop stack runs. */
@NullMarked
package dev.perennial.emulator.template;

import org.jspecify.annotations.NullMarked;
