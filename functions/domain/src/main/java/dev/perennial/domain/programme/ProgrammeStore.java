package dev.perennial.domain.programme;

import java.util.List;
import java.util.Optional;

/** Documents of the shop by kind and version: the programme, templates, boundaries. */
public interface ProgrammeStore {
  /** All versions of a kind after one, in order; "" for all. */
  List<Document> after(String kind, String version);

  /** The last version of a kind. */
  Optional<Document> latest(String kind);

  /** One version of a kind. */
  Optional<Document> document(String kind, String version);

  /** Puts a version unless it is there; versions are never edited. */
  boolean putNew(Document document);

  /**
   * One version of one kind.
   *
   * @param version sorts in the order of time
   * @param body JSON
   */
  record Document(String kind, String version, String body) {}
}
