/** The laptop stack on a loopback port: the HTTP API, and pages beside it. */
@NullMarked
package dev.perennial.emulator.http;

import org.jspecify.annotations.NullMarked;
