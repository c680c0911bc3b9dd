package dev.perennial.runtime.links;

import dev.perennial.domain.ledger.AddressKeys;
import java.util.Locale;

/** Keys of addresses by the secret of the stack. */
public final class StackAddressKeys implements AddressKeys {
  private final StackLinks links;

  public StackAddressKeys(StackLinks links) {
    this.links = links;
  }

  /**
   * @throws dev.perennial.runtime.programme.NoProgramme when nothing was applied yet
   */
  @Override
  public String of(String address) {
    return links.signed().digest("address", address.toLowerCase(Locale.ROOT));
  }
}
