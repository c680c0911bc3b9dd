package dev.perennial.domain.ledger;

import java.time.Instant;

/**
 * That mail to an address was forbidden, whoever has the address: it outlives ids and erasures.
 *
 * @param key the address, as {@link AddressKeys} has it
 * @param reason as a mail log's: {@code withdrawn:email}, {@code bounced}, {@code complained},
 *     {@code erased}
 * @param at since when
 */
public record AddressMark(String key, String reason, Instant at) implements Change.Side {}
