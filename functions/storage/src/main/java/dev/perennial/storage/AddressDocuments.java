package dev.perennial.storage;

import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.storage.form.Json;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Marks on addresses as documents of the shop: one for each, under the address's key, which is
 * never changed. So no writer waits for another, and the same mark twice is one.
 */
public final class AddressDocuments {
  private static final String KIND = "address#";

  private AddressDocuments() {}

  /** The body: an object, so that a later release can say more. */
  private record Since(SortedMap<String, Instant> since) {}

  /** What is known of the address of a key. */
  public static AddressRecord read(ProgrammeStore store, String key) {
    return new AddressRecord(
        store.after(KIND + key, "").stream()
            .map(each -> new AddressMark(key, Json.read(each.body(), Since.class).since()))
            .toList());
  }

  /** A mark as it is stored. */
  public static Document document(AddressMark mark) {
    var body = Json.write(new Since(mark.since()));
    return new Document(KIND + mark.key(), Digest.of(body), body);
  }
}
