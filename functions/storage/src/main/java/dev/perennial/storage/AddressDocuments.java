package dev.perennial.storage;

import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import java.time.Instant;

/**
 * Marks on addresses as documents of the shop: one for each, under the address's key, which is
 * never changed. So no writer waits for another, and the same mark twice is one.
 */
public final class AddressDocuments {
  private static final String KIND = "address#";
  private static final String EMPTY = "{}";

  private AddressDocuments() {}

  /** What is known of the address of a key. */
  public static AddressRecord read(ProgrammeStore store, String key) {
    return new AddressRecord(
        store.after(KIND + key, "").stream().map(document -> mark(key, document)).toList());
  }

  static Document document(AddressMark mark) {
    return new Document(KIND + mark.key(), mark.reason() + "#" + mark.at(), EMPTY);
  }

  private static AddressMark mark(String key, Document document) {
    int end = document.version().lastIndexOf('#');
    return new AddressMark(
        key,
        document.version().substring(0, end),
        Instant.parse(document.version().substring(end + 1)));
  }
}
