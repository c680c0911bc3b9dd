package dev.perennial.domain.programme;

/**
 * Something wrong in a programme file.
 *
 * @param path where, for instance {@code loyalty/earn/rate}
 * @param what what is wrong and what would be right
 */
public record Mistake(String path, String what) {}
