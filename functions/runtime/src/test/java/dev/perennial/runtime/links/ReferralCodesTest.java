package dev.perennial.runtime.links;

import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.NoProgramme;
import dev.perennial.storage.InMemoryStores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReferralCodesTest {
  /** Stores as usual, and notes what was put. */
  private static final class Noting implements ProgrammeStore {
    private final ProgrammeStore store = new InMemoryStores();
    private final List<Document> put = new ArrayList<>();

    @Override
    public List<Document> after(String kind, String version) {
      return store.after(kind, version);
    }

    @Override
    public Optional<Document> document(String kind, String version) {
      return store.document(kind, version);
    }

    @Override
    public boolean putNew(Document document) {
      put.add(document);
      return store.putNew(document);
    }
  }

  private final Noting store = new Noting();

  private void applied() {
    LinkSecret.keep(store, "sixteen secret bytes".getBytes(StandardCharsets.UTF_8));
    store.put.clear();
  }

  @Test
  void aCodeIsTheSameEachTimeAndPutOnce() {
    applied();
    var code = ReferralCodes.of(store, "ada");
    assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{10}"), code);
    assertEquals(code, ReferralCodes.of(store, "ada"));
    assertEquals(1, store.put.size());
    assertEquals("ada", ReferralCodes.holder(store, code));
    assertEquals("ada", ReferralCodes.holder(store, code.toLowerCase(Locale.ROOT)));
  }

  @Test
  void aCodeThatNobodyAskedForIsNobodys() {
    applied();
    assertNull(ReferralCodes.holder(store, "0123456789"));
    assertNull(ReferralCodes.holder(store, "no code"));
  }

  @Test
  void aCodeThatIsAnothersIsLengthenedUntilItIsNot() {
    applied();
    var full = LinkSecret.links(store).code("referral", "ada");
    for (int length = 10; length < 13; length++) {
      store.putNew(new Document("referral#" + full.substring(0, length), "1", "grace"));
    }
    var code = ReferralCodes.of(store, "ada");
    assertEquals(full.substring(0, 13), code);
    assertEquals(code, ReferralCodes.of(store, "ada"));
    assertEquals("grace", ReferralCodes.holder(store, full.substring(0, 10)));
    assertEquals("ada", ReferralCodes.holder(store, code));
  }

  @Test
  void withoutAProgrammeThereIsNoCode() {
    assertThrows(NoProgramme.class, () -> ReferralCodes.of(store, "ada"));
    assertNull(ReferralCodes.holder(store, "0123456789"));
  }
}
