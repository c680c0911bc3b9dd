package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.event.ruler.Machine;

/**
 * The shop's segments, compiled: EventBridge patterns over the profile document, evaluated all at
 * once by AWS's own event-ruler.
 */
public final class SegmentSet {
  /** Answers kept, a few hundred bytes each. */
  private static final int REMEMBERED = 50_000;

  /** In characters: one of many texts is hardly met again, and would fill the memory. */
  private static final int LONGEST_KEY = 500;

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The programme's. */
  public static final Section<SegmentSet> SECTION =
      new Section<>("segments", SegmentSet.class, new SegmentSet(Map.of()));

  private final Machine machine = Machine.builder().build();
  private final TreeMap<String, String> patterns;
  private final Map<String, String> descriptions;
  private final List<ProfileFields> fields;
  private final Signature signature;

  /** What was asked before, by signature: event-ruler is the dearest part of a judgement. */
  private final ConcurrentHashMap<String, List<String>> answers = new ConcurrentHashMap<>();

  /** Segments without descriptions, over the document that every shop has. */
  public SegmentSet(Map<String, String> patterns) {
    this(patterns, Map.of(), List.of());
  }

  /**
   * @param patterns EventBridge pattern as JSON, by segment id
   * @param descriptions of those that have one, by segment id
   * @param fields what rooms add to the document
   * @throws IllegalArgumentException naming the segment whose pattern is not one
   */
  public SegmentSet(
      Map<String, String> patterns, Map<String, String> descriptions, List<ProfileFields> fields) {
    this.fields = List.copyOf(fields);
    this.descriptions = Map.copyOf(descriptions);
    this.patterns = new TreeMap<>(patterns);
    var read = new ArrayList<JsonNode>();
    this.patterns.forEach(
        (id, pattern) -> {
          try {
            machine.addRule(id, pattern);
            read.add(EXACT.readTree(pattern));
          } catch (IOException e) {
            throw new IllegalArgumentException(
                "segment " + id + " is not an EventBridge pattern: " + Reader.saidBy(e), e);
          }
        });
    signature = new Signature(read);
  }

  /** The ids of all segments, sorted. */
  public List<String> ids() {
    return List.copyOf(patterns.keySet());
  }

  /** What a segment's file says of it; empty when it says nothing. */
  public Optional<String> description(String id) {
    return Optional.ofNullable(descriptions.get(id));
  }

  /** A segment's pattern; empty when there is no such segment. */
  public Optional<String> pattern(String id) {
    return Optional.ofNullable(patterns.get(id));
  }

  /** What rooms add to the document. */
  public List<ProfileFields> fields() {
    return fields;
  }

  /** The ids of the segments whose pattern the document matches, sorted. */
  public List<String> matching(ProfileDocument document) {
    var key = signature.of(document);
    var known = answers.get(key);
    if (known == null) {
      known = asked(document.json());
      if (answers.size() < REMEMBERED && key.length() <= LONGEST_KEY) {
        answers.put(key, known);
      }
    }
    return known;
  }

  /** How many answers are remembered. */
  int remembered() {
    return answers.size();
  }

  private List<String> asked(String document) {
    try {
      return machine.rulesForJSONEvent(document).stream().sorted().distinct().toList();
    } catch (Exception e) { // declared by event-ruler; our own documents are JSON
      throw new IllegalStateException("the profile document is not JSON", e);
    }
  }
}
