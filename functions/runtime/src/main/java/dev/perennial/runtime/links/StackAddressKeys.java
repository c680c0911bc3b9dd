package dev.perennial.runtime.links;

import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.programme.ProgrammeStore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keys of addresses by the secret of the stack. */
public final class StackAddressKeys implements AddressKeys {
  private final ProgrammeStore store;
  private @Nullable SignedLinks links;

  /** Reads the secret when it is first needed. */
  public StackAddressKeys(ProgrammeStore store) {
    this.store = store;
  }

  /**
   * @throws dev.perennial.runtime.programme.NoProgramme when nothing was applied yet
   */
  @Override
  public synchronized String of(String address) {
    var known = links;
    if (known == null) {
      known = LinkSecret.links(store);
      links = known;
    }
    return known.digest("address", address.toLowerCase(Locale.ROOT));
  }
}
