package dev.perennial.domain.ledger;

import dev.perennial.domain.ledger.Profile.Consent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that forbids mail to an address, of every customer who had it. */
public record AddressRecord(List<AddressMark> marks) {
  /** Of an address that nothing is known of. */
  public static final AddressRecord NONE = new AddressRecord(List.of());

  private static final String WITHDRAWN = "withdrawn:";

  public AddressRecord {
    marks = List.copyOf(marks);
  }

  /**
   * Why a mail must not go there: {@code address-} and the reason. A consent that was given later
   * opens the address again.
   *
   * @param purpose of the mail; a withdrawal forbids its own purpose, all else forbids every one
   * @param consent to that purpose, null when there is none
   */
  public Optional<String> forbidden(String purpose, @Nullable Consent consent) {
    return marks.stream()
        .filter(mark -> consent == null || !consent.at().isAfter(mark.at()))
        .map(AddressMark::reason)
        .filter(reason -> !reason.startsWith(WITHDRAWN) || reason.equals(WITHDRAWN + purpose))
        .map(reason -> "address-" + (reason.startsWith(WITHDRAWN) ? "withdrawn" : reason))
        .findFirst();
  }
}
