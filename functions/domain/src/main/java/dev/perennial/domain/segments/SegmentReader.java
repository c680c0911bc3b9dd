package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the files under {@code segments/}.
 *
 * @param fields what rooms add to the document that segments are patterns over
 */
public record SegmentReader(List<ProfileFields> fields) implements Section.Reading<SegmentSet> {
  @Override
  public Section<SegmentSet> section() {
    return SegmentSet.SECTION;
  }

  @Override
  public SegmentSet read(Reader root, Programme soFar) {
    var patterns = new TreeMap<String, String>();
    var descriptions = new TreeMap<String, String>();
    var watched = new EnumMap<Watched.Kind, Set<String>>(Watched.Kind.class);
    root.each(
        "segments",
        (id, file) -> {
          if (isSegment(file)) {
            patterns.put(id, file.field("pattern").toString());
            watch(file, watched);
            var description = file.textOrNull("description");
            if (description != null) {
              descriptions.put(id, description);
            }
          }
        });
    return new SegmentSet(patterns, descriptions, fields, soFar.get(CustomerLists.SECTION));
  }

  /** Notes when segments ask for more by name than an account remembers. */
  private static void watch(Reader file, Map<Watched.Kind, Set<String>> soFar) {
    var asked = new SegmentSet(Map.of("segment", file.field("pattern").toString()));
    for (var kind : Watched.Kind.values()) {
      var names = soFar.computeIfAbsent(kind, _ -> new TreeSet<>());
      names.addAll(asked.watched(kind));
      if (names.size() > Watched.MAX_ASKED && !asked.watched(kind).isEmpty()) {
        file.note(
            "pattern",
            "asks for %s, of which all segments may name %d together; with this one they name %d"
                .formatted(kind.objects().getFirst(), Watched.MAX_ASKED, names.size()));
      }
    }
  }

  /** The ids of all files, of wrong ones too. */
  public static List<String> ids(Reader root) {
    var ids = new ArrayList<String>();
    root.field("segments").fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  private static boolean isSegment(Reader file) {
    file.textOrNull("description");
    var isNone = PatternFault.isNone(file, "pattern");
    file.nothingElse();
    return !isNone;
  }

  /**
   * What is wrong with the file of one segment.
   *
   * @param path what mistakes call it
   */
  public static List<Mistake> mistakes(String path, JsonNode file) {
    var mistakes = new ArrayList<Mistake>();
    isSegment(new Reader(file, path, mistakes));
    return List.copyOf(mistakes);
  }
}
