package dev.perennial.domain.ledger;

import java.time.LocalDate;

/**
 * Until when an account stays as it is if nobody writes it: kept beside it, so that the nightly
 * pass passes over it without reading it. Whoever writes an account writes its own, or none: an
 * account without one is judged.
 *
 * @param version of the account of which it holds; of another it says nothing
 * @param mark of the rules by which it holds; by others it says nothing
 * @param day the first day, in the shop's zone, on which the account must be judged
 * @param measured what the account's bands are made of, as evaluations note it; may be empty
 */
public record Due(long version, String mark, LocalDate day, String measured)
    implements Change.Side {}
