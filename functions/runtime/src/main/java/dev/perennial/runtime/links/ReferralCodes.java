package dev.perennial.runtime.links;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.domain.referrals.ReferralCode;
import dev.perennial.runtime.programme.NoProgramme;
import org.jspecify.annotations.Nullable;

/**
 * Whose the referral codes are: {@code referral#CODE} in the Programme table, written when a
 * customer first asks for a code, and never again.
 */
public final class ReferralCodes {
  private static final String KIND = "referral#";
  private static final String VERSION = "1";

  private ReferralCodes() {}

  /** Whose a code is, as somebody typed it; null when it is nobody's. */
  public static @Nullable String holder(ProgrammeStore store, String typed) {
    var code = ReferralCode.read(typed);
    return code == null ? null : find(store, code);
  }

  /**
   * A customer's own code, the same each time, and another after an erasure: as short as it can be
   * without being another's, whose code begins alike.
   *
   * @throws NoProgramme when nothing was applied yet
   */
  public static String of(ProgrammeStore store, Customer customer) {
    var customerId = customer.customerId();
    var code = longest(store, customer);
    for (int length = ReferralCode.SHORTEST; length <= ReferralCode.LONGEST; length++) {
      var shorter = code.substring(0, length);
      var holder = find(store, shorter);
      if (holder == null && store.putNew(new Document(KIND + shorter, VERSION, customerId))) {
        return shorter;
      }
      // looked at again: whoever was faster may be the same customer, asking twice
      if (customerId.equals(holder == null ? find(store, shorter) : holder)) {
        return shorter;
      }
    }
    throw new IllegalStateException("two customers' codes are alike in all of their 80 bits");
  }

  /**
   * Whether a code that was some customer's is still theirs: that of before an erasure is not.
   *
   * @param typed as {@link #holder} found it to be theirs
   */
  public static boolean isOf(ProgrammeStore store, @Nullable String typed, Customer customer) {
    if (!customer.life().isLater()) {
      return true;
    }
    var code = typed == null ? null : ReferralCode.read(typed);
    return code != null && longest(store, customer).startsWith(code);
  }

  private static String longest(ProgrammeStore store, Customer customer) {
    var life = customer.life();
    // no id has a line break
    var whose = customer.customerId() + (life.isLater() ? "\n" + life.since() : "");
    return LinkSecret.links(store).code("referral", whose);
  }

  private static @Nullable String find(ProgrammeStore store, String code) {
    return store.document(KIND + code, VERSION).map(Document::body).orElse(null);
  }
}
