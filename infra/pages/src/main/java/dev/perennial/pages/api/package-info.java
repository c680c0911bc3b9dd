/** The HTTP API as docs/openapi.yaml tells clients of it. */
@NullMarked
package dev.perennial.pages.api;

import org.jspecify.annotations.NullMarked;
