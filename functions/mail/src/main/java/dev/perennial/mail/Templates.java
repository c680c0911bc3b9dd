package dev.perennial.mail;

import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.storage.form.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The compiled templates of each programme version; a version never changes, so it is kept. */
public final class Templates {
  private static final String KIND = "template#";

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
            .map(document -> Json.read(document.body(), CompiledTemplate.class));
    found.ifPresent(template -> kept.put(key, template));
    return found;
  }

  /** The document that a template is stored as. */
  public static ProgrammeStore.Document document(
      CompiledTemplate template, String programmeVersion) {
    return new ProgrammeStore.Document(
        KIND + template.id(), programmeVersion, Json.write(template));
  }
}
