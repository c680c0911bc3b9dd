package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files by which one version of a programme differs from the one before, each by its name in
 * the folder; a template is named once for both its files.
 */
public record FileChanges(List<String> added, List<String> changed, List<String> removed) {
  private static final Map<String, String> FOLDERS =
      Map.of(
          "surveys", ".yaml",
          "lists", ".csv",
          "segments", ".json",
          "campaigns", ".yaml",
          "templates", "");

  private static final String CAMPAIGNS = "campaigns/";

  public FileChanges {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** What differs between two programmes' files, each put together as one object. */
  static FileChanges between(JsonNode before, JsonNode after) {
    var old = files(before);
    var next = files(after);
    var added = new ArrayList<String>();
    var changed = new ArrayList<String>();
    next.forEach(
        (name, file) -> {
          var was = old.remove(name);
          if (was == null) {
            added.add(name);
          } else if (!was.equals(file)) {
            changed.add(name);
          }
        });
    return new FileChanges(added, changed, List.copyOf(old.keySet()));
  }

  /** The ids of the campaigns among them, sorted. */
  List<String> campaigns() {
    return Stream.of(added, changed, removed)
        .flatMap(List::stream)
        .filter(name -> name.startsWith(CAMPAIGNS))
        .map(name -> name.substring(CAMPAIGNS.length(), name.lastIndexOf('.')))
        .sorted()
        .toList();
  }

  /** As text: of two equal numbers one may have been read as a larger type than the other. */
  private static SortedMap<String, String> files(JsonNode programme) {
    var files = new TreeMap<String, String>();
    for (var part : programme.properties()) {
      var ending = FOLDERS.get(part.getKey());
      if (ending == null) {
        files.put(part.getKey() + ".yaml", part.getValue().toString());
      } else {
        part.getValue()
            .properties()
            .forEach(
                file ->
                    files.put(
                        part.getKey() + "/" + file.getKey() + ending, file.getValue().toString()));
      }
    }
    return files;
  }
}
