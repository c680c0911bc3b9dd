package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * That mail to an address was forbidden, whoever has the address: it outlives ids and erasures.
 *
 * @param key the address, as {@link AddressKeys} has it
 * @param since since when, by reason; reasons are a mail log's: {@code withdrawn:email}, {@code
 *     bounced}, {@code complained}, {@code erased}
 */
public record AddressMark(String key, SortedMap<String, Instant> since) implements Change.Side {
  public AddressMark {
    since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
  }

  /** For one reason. */
  public AddressMark(String key, String reason, Instant at) {
    this(key, new TreeMap<>(Map.of(reason, at)));
  }
}
