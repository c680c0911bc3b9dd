package dev.perennial.storage.form;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is kept beside a document for releases that know more of it. */
public final class Overlay {
  private Overlay() {}

  /** Puts all fields of an object over another's, objects within them field by field. */
  public static void lay(ObjectNode under, ObjectNode over) {
    for (var entry : over.properties()) {
      if (under.get(entry.getKey()) instanceof ObjectNode one
          && entry.getValue() instanceof ObjectNode other) {
        lay(one, other);
      } else {
        under.set(entry.getKey(), entry.getValue());
      }
    }
  }
}
