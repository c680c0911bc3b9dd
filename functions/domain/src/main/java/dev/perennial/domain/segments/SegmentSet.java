package dev.perennial.domain.segments;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/**
 * The shop's segments, compiled: EventBridge patterns over the profile document, evaluated all at
 * once by AWS's own event-ruler.
 */
public final class SegmentSet {
  private final Machine machine = Machine.builder().build();
  private final TreeMap<String, String> patterns;

  /**
   * @param patterns EventBridge pattern as JSON, by segment id
   * @throws IllegalArgumentException naming the segment whose pattern is not one
   */
  public SegmentSet(Map<String, String> patterns) {
    this.patterns = new TreeMap<>(patterns);
    this.patterns.forEach(
        (id, pattern) -> {
          try {
            machine.addRule(id, pattern);
          } catch (IOException e) {
            throw new IllegalArgumentException(
                "segment " + id + " is not an EventBridge pattern: " + e.getMessage(), e);
          }
        });
  }

  /** The ids of all segments, sorted. */
  public List<String> ids() {
    return List.copyOf(patterns.keySet());
  }

  /** A segment's pattern; empty when there is no such segment. */
  public Optional<String> pattern(String id) {
    return Optional.ofNullable(patterns.get(id));
  }

  /** The ids of the segments whose pattern the document matches, sorted. */
  public List<String> matching(String document) {
    try {
      return machine.rulesForJSONEvent(document).stream().sorted().distinct().toList();
    } catch (Exception e) { // declared by event-ruler; our own documents are JSON
      throw new IllegalStateException("the profile document is not JSON", e);
    }
  }
}
