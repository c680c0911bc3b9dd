package dev.perennial.runtime.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.runtime.programme.NoProgramme;
import dev.perennial.storage.InMemoryStores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    public Optional<Document> latest(String kind) {
      return store.latest(kind);
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

  private static final Customer ADA = new Customer("ada", null, null, null);

  private final Noting store = new Noting();

  private void applied() {
    LinkSecret.keep(store, "sixteen secret bytes".getBytes(StandardCharsets.UTF_8));
    store.put.clear();
  }

  @Test
  void aCodeIsTheSameEachTimeAndPutOnce() {
    applied();
    var code = ReferralCodes.of(store, ADA);
    assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{10}"), code);
    assertEquals(code, ReferralCodes.of(store, ADA));
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
    var code = ReferralCodes.of(store, ADA);
    assertEquals(full.substring(0, 13), code);
    assertEquals(code, ReferralCodes.of(store, ADA));
    assertEquals("grace", ReferralCodes.holder(store, full.substring(0, 10)));
    assertEquals("ada", ReferralCodes.holder(store, code));
  }

  @Test
  void whoComesBackAfterAnErasureHasAnotherCodeAndThatOfBeforeIsNotTheirs() {
    applied();
    var former = ReferralCodes.of(store, ADA);
    var life = new Life(7, Instant.EPOCH);
    var account = Account.empty("ada", "member");
    var slices = account.slices().with(Life.SLICE, life);
    var back = new Customer("ada", account.evaluated("member", slices, List.of()), null, null);
    var code = ReferralCodes.of(store, back);
    assertNotEquals(former, code);
    assertEquals("ada", ReferralCodes.holder(store, code));
    assertTrue(ReferralCodes.isOf(store, former, ADA));
    assertFalse(ReferralCodes.isOf(store, former, back));
    assertTrue(ReferralCodes.isOf(store, code.toLowerCase(Locale.ROOT), back));
    assertFalse(ReferralCodes.isOf(store, null, back));
  }

  @Test
  void withoutAProgrammeThereIsNoCode() {
    assertThrows(NoProgramme.class, () -> ReferralCodes.of(store, ADA));
    assertNull(ReferralCodes.holder(store, "0123456789"));
  }
}
