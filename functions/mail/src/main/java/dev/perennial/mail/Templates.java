package dev.perennial.mail;

import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.storage.form.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The compiled templates of each programme version; a version never changes, so it is kept. */
public final class Templates {
  private static final String KIND = "template#";

  /** Beside the template, since the first release takes no field that it doesn't know. */
  private static final String LINES = "template-lines#";

  private record Lines(SortedMap<Integer, Integer> lines) {}

  private final ProgrammeStore store;
  private final Map<String, CompiledTemplate> kept = new ConcurrentHashMap<>();

  /** Reads from a store. */
  public Templates(ProgrammeStore store) {
    this.store = store;
  }

  /** A template as it was applied with a programme version. */
  Optional<CompiledTemplate> find(String id, String programmeVersion) {
    var key = id + "@" + programmeVersion;
    var known = kept.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    var found =
        store
            .document(KIND + id, programmeVersion)
            .map(document -> Json.read(document.body(), CompiledTemplate.class))
            .map(template -> template.with(lines(id, programmeVersion)));
    found.ifPresent(template -> kept.put(key, template));
    return found;
  }

  private SortedMap<Integer, Integer> lines(String id, String programmeVersion) {
    return store
        .document(LINES + id, programmeVersion)
        .map(document -> Json.read(document.body(), Lines.class).lines())
        .orElseGet(TreeMap::new);
  }

  /** What a template is stored as; what makes it one comes last. */
  public static List<ProgrammeStore.Document> documents(
      CompiledTemplate template, String programmeVersion) {
    var lines = Json.write(new Lines(template.lines()));
    var alone = Json.write(template.with(new TreeMap<>()));
    return List.of(
        new ProgrammeStore.Document(LINES + template.id(), programmeVersion, lines),
        new ProgrammeStore.Document(KIND + template.id(), programmeVersion, alone));
  }
}
