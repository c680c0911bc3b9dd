package dev.perennial.domain.ledger;

import dev.perennial.domain.ledger.Profile.Consent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
   * @param purpose of the mail: a withdrawal forbids its own purpose and those below it, all else
   *     forbids every one
   * @param consent that covers the purpose, null when none does
   */
  public Optional<String> forbidden(String purpose, @Nullable Consent consent) {
    return marks.stream()
        .flatMap(mark -> mark.since().entrySet().stream())
        .filter(each -> counts(each, purpose, consent))
        .map(Map.Entry::getKey)
        .map(reason -> "address-" + (reason.startsWith(WITHDRAWN) ? "withdrawn" : reason))
        .findFirst();
  }

  private static boolean counts(
      Map.Entry<String, Instant> since, String purpose, @Nullable Consent consent) {
    if (consent != null && consent.at().isAfter(since.getValue())) {
      return false;
    }
    var reason = since.getKey();
    var withdrawn = reason.startsWith(WITHDRAWN) ? reason.substring(WITHDRAWN.length()) : purpose;
    return purpose.equals(withdrawn) || purpose.startsWith(withdrawn + ":");
  }
}
