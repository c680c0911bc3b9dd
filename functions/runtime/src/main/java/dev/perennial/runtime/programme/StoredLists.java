package dev.perennial.runtime.programme;

import static dev.perennial.domain.segments.CustomerLists.CUSTOMERS;
import static dev.perennial.domain.segments.CustomerLists.DIGEST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.domain.segments.CustomerLists;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lists of customers beside the programme that names them: too large for its document, and written
 * once however many versions have the same.
 */
public final class StoredLists {
  /** What a document holds of a list, in characters; DynamoDB takes 400 KB. */
  private static final int MOST = 350_000;

  private static final String FILES = CustomerLists.SECTION.name();

  private StoredLists() {}

  /** What a programme's files say, without who is in the lists. */
  public static ObjectNode without(ObjectNode files) {
    var less = files.deepCopy();
    less.path(FILES).forEach(each -> ((ObjectNode) each).remove(CUSTOMERS));
    return less;
  }

  /** The documents that hold who is in the lists of a programme's files. */
  public static List<Document> documents(JsonNode files) {
    var documents = new ArrayList<Document>();
    files
        .path(FILES)
        .forEach(
            each ->
                documents.addAll(
                    documents(each.path(DIGEST).asText(), each.path(CUSTOMERS).asText())));
    return documents;
  }

  private static List<Document> documents(String digest, String customers) {
    var documents = new ArrayList<Document>();
    for (int from = 0; from < customers.length(); from += MOST) {
      var part = customers.substring(from, Math.min(customers.length(), from + MOST));
      var version = "%06d".formatted(documents.size() + 1);
      documents.add(new Document(kind(digest), version, '"' + part + '"'));
    }
    return documents;
  }

  private static String kind(String digest) {
    return "list#" + digest;
  }

  /**
   * Lays over a programme's files who is in its lists.
   *
   * @throws IllegalStateException when some of it is gone: nobody may be taken for no member then
   */
  static void lay(JsonNode files, ProgrammeStore store) {
    for (var each : files.path(FILES)) {
      var parts = store.after(kind(each.path(DIGEST).asText()), "");
      var text =
          parts.stream()
              .map(part -> part.body().substring(1, part.body().length() - 1))
              .collect(Collectors.joining());
      if (!Digest.of(text).equals(each.path(DIGEST).asText())) {
        throw new IllegalStateException("of a list of the programme some is not there");
      }
      ((ObjectNode) each).put(CUSTOMERS, text);
    }
  }
}
