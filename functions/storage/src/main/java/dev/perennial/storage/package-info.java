/**
 * Adapters of the domain's stores: DynamoDB, and memory for tests and imports. One contract suite
 * holds for both.
 */
@NullMarked
package dev.perennial.storage;

import org.jspecify.annotations.NullMarked;
