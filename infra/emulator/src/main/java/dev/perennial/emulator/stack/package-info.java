/**
 * The laptop stack: one JVM that runs what template.yaml declares, with the handlers that Lambda
 * would run, through the JSON that Lambda would hand them. A development tool: what the template
 * does not declare does not run, and what it does not use is not emulated.
 */
@NullMarked
package dev.perennial.emulator.stack;

import org.jspecify.annotations.NullMarked;
