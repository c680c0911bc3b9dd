package dev.perennial.runtime.programme;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that rules decisions, one numbered document after another, programmes and boundaries
 * in the same row: one small query tells a function all that is new.
 */
public final class RulesLog {
  private static final String KIND = "rules";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final ProgrammeStore store;

  /** A log in a store. */
  public RulesLog(ProgrammeStore store) {
    this.store = store;
  }

  /** What a document of the log is. */
  public enum Kind {
    /** A version of the programme's files. */
    PROGRAMME,
    /** A month's RFM boundaries. */
    BOUNDARIES,
    /** A month's model card. */
    CARD,
    /** Something that only a later release reads; this one passes it over. */
    LATER;

    private String prefix() {
      return "{\"" + name().toLowerCase(Locale.ROOT) + "\":";
    }
  }

  /** All documents after a version, in order; "" for all. */
  public List<Document> after(String version) {
    return store.after(KIND, version);
  }

  /** The version after the last of some documents. */
  public static String next(List<Document> all) {
    var last = all.isEmpty() ? 0 : Integer.parseInt(all.getLast().version());
    return "%06d".formatted(last + 1);
  }

  /**
   * Puts a document at a version.
   *
   * @return false when another took the version meanwhile; nothing was written
   */
  public boolean put(String version, Kind kind, String json) {
    return store.putNew(new Document(KIND, version, kind.prefix() + json + "}"));
  }

  /**
   * Makes and puts a document that there is one of for each month or the like, unless there is.
   *
   * @param version its field of that name
   * @param make makes it as JSON, or nothing while there is nothing to make it of
   * @throws IllegalStateException when another document came meanwhile: to be tried again
   */
  public void putOnce(Kind kind, String version, Supplier<Optional<String>> make) {
    // read afresh: what a function remembers may be older than a try just before this one
    var known = after("");
    if (holds(known, kind, version)) {
      return;
    }
    var json = make.get();
    if (json.isPresent() && !put(next(known), kind, json.get())) {
      throw new IllegalStateException("rules were changed meanwhile; Lambda tries again");
    }
  }

  private static boolean holds(List<Document> documents, Kind kind, String version) {
    return documents.stream()
        .filter(document -> kind(document) == kind)
        .anyMatch(document -> version(document).equals(version));
  }

  private static String version(Document document) {
    return field(document, "version");
  }

  /** From when a programme, boundaries or a card hold. */
  public static Instant effectiveFrom(Document document) {
    return Instant.parse(field(document, "effectiveFrom"));
  }

  private static String field(Document document, String name) {
    try {
      return MAPPER.readTree(content(document)).path(name).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a document is. */
  public static Kind kind(Document document) {
    for (var kind : Kind.values()) {
      if (kind != Kind.LATER && document.body().startsWith(kind.prefix())) {
        return kind;
      }
    }
    return Kind.LATER;
  }

  /** A document's JSON. */
  public static String content(Document document) {
    var body = document.body();
    return body.substring(kind(document).prefix().length(), body.length() - 1);
  }
}
