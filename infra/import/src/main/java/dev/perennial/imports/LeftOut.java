package dev.perennial.imports;

import java.util.List;

/**
 * Orders and refunds that were not taken.
 *
 * @param first what each of the first was, and why
 * @param count of all
 */
public record LeftOut(List<String> first, long count) {
  public LeftOut {
    first = List.copyOf(first);
  }
}
