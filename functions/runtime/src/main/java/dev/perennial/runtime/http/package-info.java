/** Requests and answers: strict JSON, forms, problems, and what became of a submission. */
@NullMarked
package dev.perennial.runtime.http;

import org.jspecify.annotations.NullMarked;
